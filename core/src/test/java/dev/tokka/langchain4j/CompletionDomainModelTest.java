// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.language.StreamingLanguageModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import dev.tokka.Answer;
import dev.tokka.Generation;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CompletionDomainModelTest {

    private final List<String> prompts = new ArrayList<>();
    private final ReadAloud sink = new ReadAloud();

    private LanguageModel writing(Response<String> response) {
        return new LanguageModel() {
            @Override
            public Response<String> generate(String prompt) {
                prompts.add(prompt);
                return response;
            }
        };
    }

    private static StreamingLanguageModel streaming(@Nullable FinishReason finish, String... pieces) {
        return new StreamingLanguageModel() {
            @Override
            public void generate(String prompt, StreamingResponseHandler<String> handler) {
                for (String piece : pieces) {
                    handler.onNext(piece);
                }
                handler.onComplete(Response.from(String.join("", pieces), new TokenUsage(7, 3), finish));
            }
        };
    }

    private static Answer.Reply reply(Answer answer) {
        return answer.reply().orElseThrow();
    }

    @Test
    void theModelGoesOnWritingThePrompt() {
        Answer answer = CompletionDomainModel.of(writing(Response.from(" Nine euros.", new TokenUsage(7, 3))))
                .named("base-1")
                .withPrices(PriceTable.parse("base-1, 1000000, 1000000, JPY, 2020-01-01"))
                .answer("What is the fee?");

        assertThat(prompts).containsExactly("Question: What is the fee?\nAnswer:");
        assertThat(reply(answer).text()).isEqualTo(" Nine euros.");
        Step step = answer.trace().steps().get(0);
        assertThat(step.usage()).isEqualTo(new dev.tokka.TokenUsage(7, 3));
        assertThat(step.cost().orElseThrow().amount()).isEqualByComparingTo("10");
        assertThat(step.details()).containsEntry("model", "base-1").containsEntry("finishReason", "unknown");
    }

    @Test
    void theAnswerEndsBeforeTheNextQuestion() {
        String runsOn = " Nine euros.\nQuestion: And abroad?\nAnswer: Ten.";

        Answer answer = CompletionDomainModel.of(writing(Response.from(runsOn, new TokenUsage(), FinishReason.LENGTH)))
                .answer("What is the fee?");

        assertThat(reply(answer).text()).isEqualTo(" Nine euros.");
    }

    @Test
    void aStreamIsLeftAtAStopOfTheQuestion() {
        CountDownLatch left = new CountDownLatch(1);
        StreamingLanguageModel endless = new StreamingLanguageModel() {
            @Override
            public void generate(String prompt, StreamingResponseHandler<String> handler) {
                while (!Thread.currentThread().isInterrupted()) {
                    handler.onNext("Nine euros. EN");
                    handler.onNext("D ");
                }
                left.countDown();
            }
        };
        Question question = sink.asked("?").with(Generation.KEY, Generation.DEFAULT.withStops(List.of("END")));

        Answer answer = CompletionDomainModel.of(writing(Response.from("unused")), endless)
                .answer(question);

        assertThat(reply(answer).text()).isEqualTo("Nine euros. ").isEqualTo(sink.text());
        assertThat(left).satisfies(CountDownLatch::await);
    }

    @Test
    void aStreamNeedsAFinishReason() {
        LanguageModel unused = writing(Response.from("unused"));
        CompletionDomainModel model = CompletionDomainModel.of(unused, streaming(null, "Nine ", "euros."));

        IncompleteAnswerException cut =
                catchThrowableOfType(IncompleteAnswerException.class, () -> model.answer(sink.asked("?")));

        assertThat(cut.reason()).isEqualTo(IncompleteAnswerException.Reason.CUT);
        assertThat(reply(model.trustingEnd().answer(new ReadAloud().asked("?"))).text())
                .isEqualTo("Nine euros.");
        assertThat(reply(CompletionDomainModel.of(unused, streaming(FinishReason.STOP, "Nine ", "euros."))
                                .answer(new ReadAloud().asked("?")))
                        .text())
                .isEqualTo("Nine euros.");
    }

    @Test
    void aModelThatHangsIsLeftAtTheTimeout() {
        LanguageModel hanging = new LanguageModel() {
            @Override
            public Response<String> generate(String prompt) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("interrupted", e);
                }
                return Response.from("late");
            }
        };
        CompletionDomainModel model =
                CompletionDomainModel.of(hanging).withLimits(CallLimits.DEFAULT.withTimeout(Duration.ofMillis(100)));

        assertThatThrownBy(() -> model.answer("?"))
                .isInstanceOfSatisfying(
                        ModelUnavailableException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(ModelUnavailableException.Reason.TIMEOUT));
    }

    @Test
    void aChatFormatIsAMistakeOfConfiguration() {
        assertThatThrownBy(() -> CompletionDomainModel.of(writing(Response.from("x")))
                        .withFormat(PromptFormats.chat())
                        .answer("?"))
                .isInstanceOfSatisfying(
                        ModelUnavailableException.class,
                        failure ->
                                assertThat(failure.reason()).isEqualTo(ModelUnavailableException.Reason.CONFIGURATION));
    }

    @Test
    void aModelWithoutANameIsOpaque() {
        CompletionDomainModel model = CompletionDomainModel.of(writing(Response.from("x")));

        assertThat(model.describe().isOpaque()).isTrue();
        assertThat(model).hasToString("completion");
        assertThat(model.named("base-1").describe().isOpaque()).isFalse();
        assertThat(model.named("base-1")).hasToString("completion(base-1)");
    }
}
