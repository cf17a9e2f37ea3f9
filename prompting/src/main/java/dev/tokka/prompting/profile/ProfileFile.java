// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.profile;

import dev.tokka.AnswerForm;
import dev.tokka.Example;
import dev.tokka.Specialization;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.SettingsFile;
import dev.tokka.config.Type;
import dev.tokka.prompting.Glossary;
import dev.tokka.prompting.PromptingTypes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The one declaration of what a profile's file holds. */
final class ProfileFile {

    private static final Setting<String> NAME = Setting.required("profile", Type.text(), "Which domain this is.");
    private static final Setting<String> VERSION =
            Setting.required("version", Type.text(), "The version of the file; in quotes if it is a number.");
    private static final Setting<Language> LANGUAGE = Setting.of(
            "language",
            Type.choice(Map.of("en", Language.ENGLISH, "ja", Language.JAPANESE)),
            Language.ENGLISH,
            "The language of the profile.");
    private static final Setting<String> ROLE = Setting.required("role", Type.text(), "Who the model is.");
    private static final Setting<List<String>> COVERS = Setting.of(
            "covers", Type.list(Type.text(), 1), List.of(), "What it answers questions about; anything if left out.");
    private static final Setting<List<String>> INSTRUCTIONS =
            Setting.of("instructions", Type.list(Type.text(), 1), List.of(), "What else the model is told.");
    private static final Setting<String> STYLE = Setting.of("style", Type.text(), "", "How answers are written.");
    private static final Setting<String> BODY = Setting.of(
            SettingsFile.BODY, Type.text(), "", "What the model is told after the instructions; the body of Markdown.");

    private static final Setting<String> ABOUT =
            Setting.required("about", Type.text(), "Which questions are not answered.");
    private static final Setting<String> REPLY =
            Setting.of("reply", Type.text(), "", "What is said instead; if left out, that it is not known.");
    private static final Setting<List<DomainProfile.Refusal>> REFUSES = Setting.of(
            "refuses",
            Type.list(
                    Type.object(ABOUT, REPLY).as(all -> new DomainProfile.Refusal(all.get(ABOUT), all.get(REPLY))), 1),
            List.of(),
            "What it does not answer.");

    private static final Setting<List<Glossary.Term>> GLOSSARY =
            Setting.of("glossary", PromptingTypes.TERMS, List.of(), "The terms of the domain.");
    private static final Setting<Integer> TERMS = Setting.of(
            "terms-per-question",
            PromptingTypes.TERM_LIMIT,
            Glossary.EMPTY.limit(),
            "The most terms that are told with one question.");
    private static final Setting<List<Example>> EXAMPLES = Setting.of(
            "examples",
            PromptingTypes.EXAMPLES,
            List.of(),
            "Questions with the answers that are wanted, or a file of them, *.jsonl or *.csv.");
    private static final Setting<AnswerForm> FORM = Setting.of(
            "form",
            Type.object(PromptingTypes.LABELS, PromptingTypes.JSON_SCHEMA).as(ProfileFile::form),
            AnswerForm.FREE_TEXT,
            "The form that answers must have: labels or json-schema.");
    private static final Setting<Specialization> REASONING = Setting.optional(
            "reasoning",
            ProfileReasoning.TYPE,
            "How the model works before it answers: chain-of-thought, decomposition, revision or verification.");

    private static final Type<DomainProfile> PROFILE = Type.object(
                    NAME,
                    VERSION,
                    LANGUAGE,
                    ROLE,
                    COVERS,
                    REFUSES,
                    INSTRUCTIONS,
                    STYLE,
                    GLOSSARY,
                    TERMS,
                    EXAMPLES,
                    FORM,
                    REASONING,
                    BODY)
            .as(ProfileFile::profile);

    private ProfileFile() {}

    static DomainProfile read(Path file) {
        return SettingsFile.read(file, PROFILE);
    }

    static Type<DomainProfile> inFile() {
        return SettingsFile.inFile(PROFILE);
    }

    static String schema() {
        return SettingsFile.schema("The profile of a domain", PROFILE);
    }

    private static DomainProfile profile(Settings all) {
        List<String> instructions = new ArrayList<>(all.get(INSTRUCTIONS));
        if (!all.get(BODY).isEmpty()) {
            instructions.add(all.get(BODY));
        }
        return new DomainProfile(
                all.get(NAME),
                all.get(VERSION),
                all.get(LANGUAGE),
                new DomainProfile.Duties(
                        all.get(ROLE), all.get(COVERS), all.get(REFUSES), instructions, all.get(STYLE)),
                Glossary.of(all.get(GLOSSARY)).limit(all.get(TERMS)),
                new DomainProfile.Answers(all.get(FORM), all.get(EXAMPLES), all.find(REASONING)));
    }

    private static AnswerForm form(Settings all) {
        AnswerForm form = PromptingTypes.form(all);
        if (form.equals(AnswerForm.FREE_TEXT)) {
            throw new IllegalArgumentException("expected either 'labels' or 'json-schema' but found neither");
        }
        return form;
    }
}
