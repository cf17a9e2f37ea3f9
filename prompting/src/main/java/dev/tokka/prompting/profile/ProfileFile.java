// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.profile;

import dev.tokka.AnswerForm;
import dev.tokka.Example;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.SettingsFile;
import dev.tokka.config.Type;
import dev.tokka.prompting.Glossary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one declaration of what a profile's file holds. */
final class ProfileFile {

    private static final int MOST_TERMS = 1_000;

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

    private static final Setting<String> TERM =
            Setting.required("term", Type.text(), "The term as it stands in texts.");
    private static final Setting<String> DEFINITION = Setting.required("definition", Type.text(), "What it means.");
    private static final Setting<String> READING = Setting.of("reading", Type.text(), "", "How it is read.");
    private static final Setting<String> PREFERRED =
            Setting.optional("preferred", Type.text(), "How replies write it, if not like the term.");
    private static final Setting<List<String>> AVOID =
            Setting.of("avoid", Type.list(Type.text(), 1), List.of(), "What replies must not write instead.");
    private static final Setting<List<Glossary.Term>> GLOSSARY = Setting.of(
            "glossary",
            Type.list(Type.object(TERM, DEFINITION, READING, PREFERRED, AVOID).as(ProfileFile::term), 1),
            List.of(),
            "The terms of the domain.");
    private static final Setting<Integer> TERMS = Setting.of(
            "terms-per-question",
            Type.integer(1, MOST_TERMS),
            Glossary.EMPTY.limit(),
            "The most terms that are told with one question.");

    private static final Setting<String> QUESTION = Setting.required("question", Type.text(), "What is asked.");
    private static final Setting<String> ANSWER = Setting.required("answer", Type.text(), "What a good model says.");
    private static final Setting<List<Example>> EXAMPLES = Setting.of(
            "examples",
            Type.list(Type.object(QUESTION, ANSWER).as(all -> new Example(all.get(QUESTION), all.get(ANSWER))), 1),
            List.of(),
            "Questions with the answers that are wanted.");

    private static final Setting<List<String>> LABELS =
            Setting.optional("labels", Type.list(Type.text(), 2), "The labels of which every answer is one.");
    private static final Setting<Path> SCHEMA =
            Setting.optional("json-schema", Type.file(), "The file with the JSON schema of answers.");
    private static final Setting<AnswerForm> FORM = Setting.of(
            "form",
            Type.object(LABELS, SCHEMA).as(ProfileFile::form),
            AnswerForm.FREE_TEXT,
            "The form that answers must have: labels or json-schema.");

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
                    BODY)
            .as(ProfileFile::profile);

    private ProfileFile() {}

    static DomainProfile read(Path file) {
        return SettingsFile.read(file, PROFILE);
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
                new DomainProfile.Answers(all.get(FORM), all.get(EXAMPLES)));
    }

    private static Glossary.Term term(Settings all) {
        return new Glossary.Term(
                all.get(TERM),
                all.get(DEFINITION),
                all.get(READING),
                all.find(PREFERRED).orElse(all.get(TERM)),
                all.get(AVOID));
    }

    private static AnswerForm form(Settings all) {
        Optional<List<String>> labels = all.find(LABELS);
        Optional<Path> schema = all.find(SCHEMA);
        if (labels.isPresent() == schema.isPresent()) {
            throw new IllegalArgumentException("expected either labels or json-schema");
        }
        return labels.<AnswerForm>map(AnswerForm.OneOf::new)
                .orElseGet(() -> new AnswerForm.JsonSchema(text(schema.orElseThrow())));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
