// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.AnswerForm;
import dev.tokka.Checks;
import dev.tokka.Embedder;
import dev.tokka.Example;
import dev.tokka.config.Kind;
import dev.tokka.config.KindProvider;
import dev.tokka.config.Role;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Offers {@code prompting} to files of {@link dev.tokka.config}.
 *
 * <pre>{@code
 * prompting:
 *   instructions: ["Say what the message is about."]
 *   examples: [{nearest: {count: 4, of: [{question: "I lost my card.", answer: card}]}}]
 *   labels: [card, transfer, other]
 * }</pre>
 */
public final class PromptingKinds implements KindProvider {

    private static final Type<String> TEXT = Type.text();
    private static final Role<Examples> EXAMPLES_ROLE = new Role<>("examples", Examples.class);

    private static final Setting<String> QUESTION = Setting.required("question", TEXT, "What is asked.");
    private static final Setting<String> ANSWER = Setting.required("answer", TEXT, "What a good model says.");
    private static final Type<List<Example>> LIST = Type.list(
            Type.object(QUESTION, ANSWER).as(settings -> new Example(settings.get(QUESTION), settings.get(ANSWER))), 1);
    private static final Setting<Integer> COUNT =
            Setting.required("count", Type.integer(1, Integer.MAX_VALUE), "How many examples are shown at most.");
    private static final Setting<List<Example>> OF = Setting.required("of", LIST, "What is chosen from.");
    private static final Setting<Embedder> EMBEDDER = Setting.optional(
            "embedder", Type.part(Role.EMBEDDER), "What compares meaning; without it words are compared.");

    private static final Setting<String> TERM = Setting.required("term", TEXT, "The term as it stands in texts.");
    private static final Setting<String> DEFINITION = Setting.required("definition", TEXT, "What it means.");
    private static final Setting<String> READING =
            Setting.of("reading", TEXT, "", "How it is read, such as the kana of a term in kanji.");
    private static final Setting<String> PREFERRED =
            Setting.optional("preferred", TEXT, "How replies are to write it; without it as the term stands.");
    private static final Setting<List<String>> AVOID =
            Setting.of("avoid", Type.list(TEXT, 0), List.of(), "What replies must not write instead.");
    private static final Setting<List<Glossary.Term>> TERMS = Setting.required(
            "terms",
            Type.list(Type.object(TERM, DEFINITION, READING, PREFERRED, AVOID).as(PromptingKinds::term), 1),
            "The terms, in the order in which they are shown.");
    private static final Setting<Integer> TERM_LIMIT = Setting.of(
            "limit",
            Type.integer(1, Integer.MAX_VALUE),
            Glossary.EMPTY.limit(),
            "The most terms to tell for one question.");

    private static final Setting<List<String>> INSTRUCTIONS =
            Setting.of("instructions", Type.list(TEXT, 0), List.of(), "What the model is told to do, in order.");
    private static final Setting<Glossary> GLOSSARY = Setting.of(
            "glossary",
            Type.object(TERMS, TERM_LIMIT).as(settings -> new Glossary(settings.get(TERMS), settings.get(TERM_LIMIT))),
            Glossary.EMPTY,
            "The terms of the domain; those that occur are told.");
    private static final Setting<List<Examples>> EXAMPLES = Setting.of(
            "examples",
            Type.list(Type.part(EXAMPLES_ROLE), 0),
            List.of(),
            "What chooses examples, in the order in which they are shown.");
    private static final Setting<Integer> BUDGET = Setting.of(
            "budget",
            Type.integer(0, Integer.MAX_VALUE),
            TokenBudget.DEFAULT.tokens(),
            "The most tokens that terms and examples may add.");
    private static final Setting<List<String>> LABELS =
            Setting.optional("labels", Type.list(TEXT, 2), "The labels of which a reply must be one.");
    private static final Setting<Path> JSON_SCHEMA =
            Setting.optional("json-schema", Type.file(), "A file with the JSON schema that a reply must satisfy.");
    private static final Setting<Integer> REPAIRS = Setting.of(
            "repairs",
            Type.integer(0, 3),
            Prompting.none().repairs(),
            "How often to ask again for a reply that fits the form.");

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public PromptingKinds() {}

    @Override
    public List<Kind<?>> kinds() {
        return List.of(
                Role.SPECIALIZATION.kind(
                        "prompting",
                        "Tells a model what to do, shows it how, and holds it to a form.",
                        Type.object(INSTRUCTIONS, GLOSSARY, EXAMPLES, BUDGET, LABELS, JSON_SCHEMA, REPAIRS),
                        (settings, making) -> prompting(settings)),
                EXAMPLES_ROLE.kind(
                        "fixed", "Always the same examples.", LIST, (examples, making) -> Examples.fixed(examples)),
                EXAMPLES_ROLE.kind(
                        "nearest",
                        "The examples whose questions are most like the one that is asked.",
                        Type.object(COUNT, OF, EMBEDDER),
                        (settings, making) -> nearest(settings)));
    }

    private static Prompting prompting(Settings settings) {
        return new Prompting(
                settings.get(INSTRUCTIONS),
                settings.get(GLOSSARY),
                settings.get(EXAMPLES),
                new TokenBudget(settings.get(BUDGET), TokenBudget.DEFAULT.counter()),
                form(settings),
                settings.get(REPAIRS));
    }

    private static AnswerForm form(Settings settings) {
        Optional<List<String>> labels = settings.find(LABELS);
        Optional<Path> schema = settings.find(JSON_SCHEMA);
        if (labels.isPresent() && schema.isPresent()) {
            throw new IllegalArgumentException("expected either 'labels' or 'json-schema' but found both");
        }
        return labels.<AnswerForm>map(AnswerForm.OneOf::new)
                .or(() -> schema.map(file -> new AnswerForm.JsonSchema(text(file))))
                .orElse(AnswerForm.FREE_TEXT);
    }

    private static String text(Path file) {
        try {
            return Checks.requireText(Files.readString(file), "json-schema");
        } catch (IOException e) {
            throw new UncheckedIOException("the schema cannot be read from " + file, e);
        }
    }

    private static Examples nearest(Settings settings) {
        int count = settings.get(COUNT);
        List<Example> examples = settings.get(OF);
        return settings.find(EMBEDDER)
                .map(embedder -> Examples.nearest(count, examples, embedder))
                .orElseGet(() -> Examples.nearest(count, examples));
    }

    private static Glossary.Term term(Settings settings) {
        return new Glossary.Term(
                settings.get(TERM),
                settings.get(DEFINITION),
                settings.get(READING),
                settings.find(PREFERRED).orElse(settings.get(TERM)),
                settings.get(AVOID));
    }
}
