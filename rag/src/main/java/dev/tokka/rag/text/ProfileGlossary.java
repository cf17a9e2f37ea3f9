// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.text;

import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.SettingsFile;
import dev.tokka.config.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads the glossary of a profile; {@link Vocabulary#ofProfile} says how it looks. */
final class ProfileGlossary {

    private static final Setting<String> TERM =
            Setting.required("term", Type.text(), "The term as it stands in texts.");
    private static final Setting<String> DEFINITION =
            Setting.optional("definition", Type.text(), "What it means, which search does not need.");
    private static final Setting<String> READING = Setting.of("reading", Type.text(), "", "How it is read.");
    private static final Setting<String> PREFERRED =
            Setting.optional("preferred", Type.text(), "How replies write it, if not like the term.");
    private static final Setting<List<String>> AVOID =
            Setting.of("avoid", Type.list(Type.text(), 1), List.of(), "What replies must not write instead.");

    private static final Setting<List<Vocabulary.Term>> GLOSSARY = Setting.required(
            "glossary",
            Type.list(Type.object(TERM, DEFINITION, READING, PREFERRED, AVOID).as(ProfileGlossary::term), 1),
            "The terms of the domain.");

    private ProfileGlossary() {}

    static Vocabulary read(Path file) {
        return new Vocabulary(SettingsFile.read(file, Type.excerpt(GLOSSARY)).get(GLOSSARY));
    }

    private static Vocabulary.Term term(Settings all) {
        String form = all.get(TERM);
        List<String> others = Stream.concat(all.find(PREFERRED).stream(), all.get(AVOID).stream())
                .filter(other -> !other.equals(form))
                .distinct()
                .toList();
        return new Vocabulary.Term(form, all.get(READING), others);
    }
}
