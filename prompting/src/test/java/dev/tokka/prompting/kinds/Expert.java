// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.kinds;

import dev.tokka.AnswerForm;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.Embedder;
import dev.tokka.Example;
import dev.tokka.Specialization;
import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import dev.tokka.prompting.Examples;
import dev.tokka.prompting.Glossary;
import dev.tokka.prompting.OutputContract;
import dev.tokka.prompting.Prompting;
import dev.tokka.prompting.ReplyCheck;
import dev.tokka.prompting.TokenBudget;
import dev.tokka.prompting.profile.DomainProfile;
import dev.tokka.prompting.profile.Language;
import dev.tokka.prompting.reasoning.ChainOfThought;
import dev.tokka.prompting.reasoning.Decomposition;
import dev.tokka.prompting.reasoning.Revision;
import dev.tokka.prompting.reasoning.Verification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * One specialization twice: as it is written in a file, and as Java makes it.
 *
 * @param written as maps, lists and values
 * @param made by the API of Java
 */
record Expert(Map<String, Object> written, Specialization made) {

    static final Kind<Embedder> VOWELS_KIND =
            Role.EMBEDDER.kind("vowels", "Counts.", Type.object(), (settings, making) -> new Vowels());

    private static final List<Example> EXAMPLES = List.of(
            new Example("I lost my card.", "card"),
            new Example("送金できません。", "transfer"),
            new Example("Where is my card?", "card"));
    private static final Glossary GLOSSARY =
            Glossary.of(Glossary.Term.of("fee", "what a service costs").avoid("yen"));
    private static final List<Map<String, Object>> TERMS =
            List.of(Map.of("term", "fee", "definition", "what a service costs", "avoid", List.of("yen")));
    private static final String SCHEMA = "{\"type\":\"object\"}";
    private static final DomainProfile PROFILE = new DomainProfile(
            "Bank desk",
            "3",
            Language.ENGLISH,
            new DomainProfile.Duties("You help the staff of a bank.", List.of(), List.of(), List.of("Be brief."), ""),
            GLOSSARY,
            new DomainProfile.Answers(AnswerForm.FREE_TEXT, EXAMPLES));

    /** A value twice. */
    private record Twice<T>(Object written, T made) {}

    /** Counts the vowels of a text. */
    record Vowels() implements Embedder {

        @Override
        public float[] embed(String text) {
            float[] vector = {1, 0, 0, 0, 0, 0};
            text.chars().forEach(letter -> vector["aeiou".indexOf(letter) + 1]++);
            return vector;
        }

        @Override
        public Description describe() {
            return Description.of("vowels");
        }
    }

    static Arbitrary<Expert> any() {
        return Arbitraries.oneOf(
                prompting(),
                contract(),
                Arbitraries.just(new Expert(Map.of("profile", "desk.md"), PROFILE)),
                Combinators.combine(repairs(), Arbitraries.of(true, false))
                        .as((repairs, keep) -> new Expert(
                                Map.of("chain-of-thought", Map.of("repairs", repairs, "keep-reasoning", keep)),
                                new ChainOfThought(repairs, keep))),
                Combinators.combine(Arbitraries.integers().between(1, 10), repairs(), helper())
                        .as(Expert::decomposition),
                Combinators.combine(Arbitraries.integers().between(1, 5), repairs(), helper())
                        .as(Expert::revision),
                Combinators.combine(Arbitraries.integers().between(1, 10), repairs(), helper(), helper())
                        .as(Expert::verification));
    }

    private static Arbitrary<Integer> repairs() {
        return Arbitraries.integers().between(0, 3);
    }

    private static Arbitrary<Optional<Twice<DomainModel>>> helper() {
        return Arbitraries.of(
                Optional.empty(),
                Optional.of(new Twice<>(Map.of("says", "None."), new PromptingCompositionTest.Says("None."))),
                Optional.of(new Twice<>(
                        Map.of(
                                "says",
                                "- What?",
                                "with",
                                List.of(Map.of("prompting", Map.of("instructions", List.of("A."))))),
                        new PromptingCompositionTest.Says("- What?").with(Prompting.instructions("A.")))));
    }

    private static void put(Map<String, Object> settings, String name, Optional<Twice<DomainModel>> helper) {
        helper.ifPresent(model -> settings.put(name, model.written()));
    }

    private static Expert decomposition(int most, int repairs, Optional<Twice<DomainModel>> planner) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("sub-questions", most, "repairs", repairs));
        put(settings, "planner", planner);
        return new Expert(
                Map.of("decomposition", settings), new Decomposition(most, repairs, planner.map(Twice::made)));
    }

    private static Expert revision(int most, int repairs, Optional<Twice<DomainModel>> critic) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("rounds", most, "repairs", repairs));
        put(settings, "critic", critic);
        return new Expert(Map.of("revision", settings), new Revision(most, repairs, critic.map(Twice::made)));
    }

    private static Expert verification(
            int most, int repairs, Optional<Twice<DomainModel>> planner, Optional<Twice<DomainModel>> checker) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("questions", most, "repairs", repairs));
        put(settings, "planner", planner);
        put(settings, "checker", checker);
        return new Expert(
                Map.of("verification", settings),
                new Verification(most, repairs, planner.map(Twice::made), checker.map(Twice::made)));
    }

    private static Arbitrary<Expert> contract() {
        Arbitrary<Twice<ReplyCheck>> check = Arbitraries.of(
                new Twice<>(
                        Map.of("labels", List.of("card", "transfer")), ReplyCheck.labels(List.of("card", "transfer"))),
                new Twice<>(Map.of("json-schema", "reply.json"), ReplyCheck.jsonSchema(SCHEMA)),
                new Twice<>(Map.of("json-schema", Map.of("type", "object")), ReplyCheck.jsonSchema(SCHEMA)),
                new Twice<>(
                        Map.of("matching", Map.of("expression", "[a-z]+", "meaning", "a word")),
                        ReplyCheck.matching("[a-z]+", "a word")),
                new Twice<>(Map.of("glossary", Map.of("profile", "desk.md")), ReplyCheck.wordsOf(GLOSSARY)),
                new Twice<>(Map.of("glossary", Map.of("terms", TERMS)), ReplyCheck.wordsOf(GLOSSARY)),
                new Twice<>(Map.of("without", List.of("yen", "円")), ReplyCheck.without("yen", "円")),
                new Twice<>(Map.of("date", Map.of()), ReplyCheck.date()),
                new Twice<>(Map.of("quantity", Map.of()), ReplyCheck.quantity()));
        return Combinators.combine(check.list().ofMinSize(1).ofMaxSize(3), repairs())
                .as((checks, repairs) -> new Expert(
                        Map.of("contract", Map.of("checks", written(checks), "repairs", repairs)),
                        new OutputContract(made(checks), repairs)));
    }

    private static Arbitrary<Expert> prompting() {
        Arbitrary<Twice<AnswerForm>> form = Arbitraries.of(
                new Twice<>(Map.of(), AnswerForm.FREE_TEXT),
                new Twice<>(Map.of("labels", List.of("card", "transfer")), AnswerForm.oneOf("card", "transfer")),
                new Twice<>(Map.of("json-schema", "reply.json"), new AnswerForm.JsonSchema(SCHEMA)));
        Arbitrary<Twice<Glossary>> glossary = Arbitraries.of(
                new Twice<>(Map.of(), Glossary.EMPTY),
                new Twice<>(Map.of("glossary", Map.of("terms", TERMS, "limit", 7)), GLOSSARY.limit(7)));
        Arbitrary<List<String>> instructions = Arbitraries.of(List.of(), List.of("Be brief.", "丁寧に。"));
        return Combinators.combine(
                        instructions,
                        glossary,
                        choice().list().ofMaxSize(2),
                        Arbitraries.of(0, 50, 500),
                        form,
                        repairs())
                .as((told, terms, choices, budget, formed, repairs) -> {
                    Map<String, Object> settings = new LinkedHashMap<>(Map.of(
                            "instructions", told, "examples", written(choices), "budget", budget, "repairs", repairs));
                    ((Map<?, ?>) terms.written()).forEach((name, value) -> settings.put((String) name, value));
                    ((Map<?, ?>) formed.written()).forEach((name, value) -> settings.put((String) name, value));
                    TokenBudget tokens = new TokenBudget(budget, TokenBudget.DEFAULT.counter());
                    return new Expert(
                            Map.of("prompting", settings),
                            new Prompting(told, terms.made(), made(choices), tokens, formed.made(), repairs));
                });
    }

    private static Arbitrary<Twice<Examples>> choice() {
        Arbitrary<Object> source = Arbitraries.of(
                "examples.csv",
                "examples.jsonl",
                EXAMPLES.stream()
                        .map(example -> Map.of("question", example.question(), "answer", example.answer()))
                        .toList());
        Arbitrary<Integer> count = Arbitraries.integers().between(1, 4);
        return Combinators.combine(Arbitraries.integers().between(0, 5), source, count)
                .as(Expert::choice);
    }

    private static Twice<Examples> choice(int kind, Object source, int count) {
        Map<String, Object> settings =
                new LinkedHashMap<>(Map.of("of", source, kind < 4 ? "count" : "per-label", count));
        if (kind % 2 == 1) {
            settings.put("embedder", Map.of("vowels", Map.of()));
        }
        return switch (kind) {
            case 0 -> new Twice<>(Map.of("fixed", source), Examples.fixed(EXAMPLES));
            case 1 -> new Twice<>(Map.of("nearest", settings), Examples.nearest(count, EXAMPLES, new Vowels()));
            case 2 -> new Twice<>(Map.of("diverse", settings), Examples.diverse(count, EXAMPLES));
            case 3 -> new Twice<>(Map.of("diverse", settings), Examples.diverse(count, EXAMPLES, new Vowels()));
            case 4 -> new Twice<>(Map.of("balanced", settings), Examples.balanced(count, EXAMPLES));
            default -> new Twice<>(Map.of("balanced", settings), Examples.balanced(count, EXAMPLES, new Vowels()));
        };
    }

    private static List<Object> written(List<? extends Twice<?>> all) {
        return all.stream().<Object>map(Twice::written).toList();
    }

    private static <T> List<T> made(List<Twice<T>> all) {
        return all.stream().map(Twice::made).toList();
    }
}
