// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.testkit.DomainModelContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

class PromptingContractTest {

    private static final List<Example> EXAMPLES = List.of(
            new Example("What does the policy not cover?", "Fire."),
            new Example("Who may sign?", "The manager."),
            new Example("Is it raining?", "No."));

    private static final Prompting FULL = Prompting.instructions("Answer as a clerk 💧.")
            .glossary(Glossary.of(Glossary.Term.of("policy", "a contract of insurance")))
            .examples(Examples.fixed(EXAMPLES.get(2)), Examples.nearest(1, EXAMPLES));

    @Nested
    class OfFreeText implements DomainModelContract {

        @Override
        public DomainModel model() {
            return new Echo().with(FULL);
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(
                            FULL.plusInstructions("Be brief."),
                            FULL.glossary(Glossary.EMPTY),
                            FULL.examples(Examples.nearest(1, EXAMPLES)),
                            FULL.examples(Examples.fixed(EXAMPLES.get(2)), Examples.nearest(2, EXAMPLES)),
                            FULL.budget(10),
                            FULL.repairs(0),
                            FULL.labels("yes", "no"))
                    .map(prompting -> new Echo().with(prompting));
        }
    }

    @Nested
    class OfLabels implements DomainModelContract {

        @Override
        public DomainModel model() {
            return new Echo().with(FULL.labels("💧", "fire"));
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(
                    new Echo().with(FULL.labels("fire", "💧")), new Echo().with(FULL.labels("💧", "fire", "theft")));
        }
    }

    @Nested
    class OfJson implements DomainModelContract {

        @Override
        public DomainModel model() {
            return new Echo().with(FULL.jsonSchema("{\"required\":[\"examples\"]}"));
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(new Echo().with(FULL.jsonSchema("{}")));
        }
    }

    @Nested
    class ThatAddsNothing implements DomainModelContract {

        @Override
        public DomainModel model() {
            return new Echo().with(Prompting.none());
        }
    }
}
