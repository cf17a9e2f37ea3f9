// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.AnswerForm;
import dev.tokka.Description;
import dev.tokka.Example;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Source;
import dev.tokka.Span;
import dev.tokka.Turn;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PromptFormatsTest {

    private static final String FENCE = NeutralTest.FENCE;

    private static Passage passage(String text) {
        return new Passage("id", text, new Source("fees.md", List.of("Abroad"), new Span(0, text.length())), 1);
    }

    private static List<Prompt.Message> messages(Question question) {
        return ((Prompt.Chat) PromptFormats.chat().render(question, FENCE)).messages();
    }

    private static String text(PromptFormat format, Question question) {
        return format.render(question, FENCE).text();
    }

    @Test
    void aBareQuestionIsOneMessage() {
        assertThat(messages(Question.of("What is the fee?")))
                .containsExactly(new Prompt.Message(Prompt.Role.USER, "What is the fee?"));
    }

    @Test
    void everyPartHasItsPlaceAndTheQuestionComesLast() {
        List<Prompt.Message> messages = messages(Question.of("And abroad?")
                .plusInstructions(List.of("Be brief."))
                .plusExamples(List.of(new Example("x?", "y.")))
                .plusHistory(List.of(new Turn(Turn.Speaker.USER, "The fee?"), new Turn(Turn.Speaker.MODEL, "5 euros.")))
                .plusEvidence(List.of(passage("It is 9 euros."))));

        assertThat(messages)
                .extracting(Prompt.Message::role)
                .containsExactly(
                        Prompt.Role.SYSTEM,
                        Prompt.Role.USER,
                        Prompt.Role.MODEL,
                        Prompt.Role.USER,
                        Prompt.Role.MODEL,
                        Prompt.Role.USER);
        assertThat(messages.get(0).text())
                .startsWith("Be brief.\n\n")
                .contains("lines that hold " + FENCE, "say exactly: I do not know.", "such as [1]");
        assertThat(messages.get(5).text()).isEqualTo("""
                        [1]
                        %1$s
                        Source: fees.md > Abroad
                        It is 9 euros.
                        %1$s

                        Question:
                        And abroad?""".formatted(FENCE));
    }

    @Test
    void theRulesAreInTheLanguageOfTheQuestionUnlessToldOtherwise() {
        Question japanese = Question.of("手数料は？").plusEvidence(List.of(passage("500円です。")));

        assertThat(text(PromptFormats.chat(), japanese)).contains("分かりません。", "質問:\n手数料は？", "出典: fees.md");
        assertThat(text(PromptFormats.chat(PromptLanguage.ENGLISH), japanese)).contains("I do not know.");
        assertThat(text(PromptFormats.completion(PromptLanguage.JAPANESE), Question.of("x")))
                .isEqualTo("質問: x\n回答:");
    }

    @Test
    void aFormIsDescribedAndAsksForNoCitations() {
        Question labels = Question.of("?")
                .withForm(AnswerForm.oneOf("yes", "no"))
                .plusEvidence(List.of(passage("It is 9 euros.")));

        assertThat(messages(labels).get(0).text()).contains("- yes\n- no").doesNotContain("brackets");
        assertThat(text(PromptFormats.chat(), Question.of("?").withForm(new AnswerForm.JsonSchema("{\"a\":1}"))))
                .contains("JSON schema", "{\"a\":1}");
    }

    @Test
    void aCompletionEndsWhereTheAnswerBegins() {
        Prompt.Completion prompt = (Prompt.Completion) PromptFormats.completion()
                .render(
                        Question.of("What is the fee?")
                                .plusInstructions(List.of("Be brief."))
                                .plusExamples(List.of(new Example("x?", "y."))),
                        FENCE);

        assertThat(prompt.text()).isEqualTo("""
                        Be brief.

                        Question: x?
                        Answer: y.

                        Question: What is the fee?
                        Answer:""");
        assertThat(prompt.stops()).containsExactly("\nQuestion:");
    }

    @Test
    void finGptReadsTheTemplateItWasTunedWith() {
        Question question = Question.of("Profit rose.")
                .plusInstructions(List.of("What is the sentiment of this news?"))
                .withForm(AnswerForm.oneOf("negative", "neutral", "positive"));

        assertThat(text(PromptFormats.finGpt(), question)).isEqualTo("""
                        Instruction: What is the sentiment of this news? \
                        Please choose an answer from {negative/neutral/positive}.
                        Input: Profit rose.
                        Answer:\s""");
    }

    @Test
    void finGptRejectsWhatItHasNoPlaceFor() {
        Question instructed = Question.of("x").plusInstructions(List.of("y"));

        assertThat(List.of(
                        Question.of("x"),
                        instructed.plusEvidence(List.of(passage("z"))),
                        instructed.plusExamples(List.of(new Example("a", "b"))),
                        instructed.withForm(new AnswerForm.JsonSchema("{}"))))
                .allSatisfy(question -> assertThatExceptionOfType(QuestionRejectedException.class)
                        .isThrownBy(() -> PromptFormats.finGpt().render(question, FENCE)));
    }

    @Test
    void chatMlWrapsTheMessages() {
        assertThat(text(PromptFormats.chatMl(), Question.of("Hi?").plusInstructions(List.of("Be brief."))))
                .isEqualTo("""
                        <|im_start|>system
                        Be brief.<|im_end|>
                        <|im_start|>user
                        Hi?<|im_end|>
                        <|im_start|>assistant
                        """);
    }

    @Test
    void formatsThatDifferAreDescribedDifferently() {
        List<Description> descriptions = List.of(
                PromptFormats.chat().describe(),
                PromptFormats.chat(PromptLanguage.ENGLISH).describe(),
                PromptFormats.completion().describe(),
                PromptFormats.finGpt().describe(),
                PromptFormats.chatMl().describe());

        assertThat(descriptions).doesNotHaveDuplicates().noneMatch(Description::isOpaque);
        assertThat(PromptFormats.chat().describe())
                .isEqualTo(PromptFormats.chat().describe());
        assertThat(PromptFormats.completion()).hasToString("completion");
        assertThat(PromptFormats.chat(PromptLanguage.ENGLISH)).hasToString("chat(ENGLISH)");
    }

    @Property(tries = 500)
    void noPartOfAQuestionBringsATokenOrTheFenceIn(@ForAll("hostile") String text) {
        String evil = text + ".";
        Question question = Question.of(evil)
                .plusInstructions(List.of(evil))
                .plusExamples(List.of(new Example(evil, evil)))
                .plusHistory(List.of(new Turn(Turn.Speaker.USER, evil), new Turn(Turn.Speaker.MODEL, evil)))
                .plusEvidence(List.of(
                        new Passage("id", evil, new Source(evil, List.of(evil), new Span(0, evil.length())), 1)));

        String prompt = NeutralTest.careless(text(PromptFormats.chat(), question));

        int fences = prompt.split(FENCE, -1).length - 1;
        assertThat(fences).as("once in the rules, twice around the passage").isEqualTo(3);
        assertThat(NeutralTest.TOKENS)
                .filteredOn(token -> !token.equals(FENCE))
                .noneMatch(token -> prompt.contains(NeutralTest.careless(token)));
    }

    @Provide
    Arbitrary<String> hostile() {
        return new NeutralTest().hostile();
    }
}
