// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.language.StreamingLanguageModel;
import dev.langchain4j.model.output.Response;
import dev.tokka.Answer;
import dev.tokka.Checks;
import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.DomainModel;
import dev.tokka.Endpoint;
import dev.tokka.Generation;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import dev.tokka.Sending;
import dev.tokka.TokenSink;
import dev.tokka.langchain4j.http.GuardedHttpClientBuilder;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A language model of LangChain4j that goes on writing a text, such as a base model or one tuned on raw prompts, as a
 * domain model. It keeps every promise of {@link ChatDomainModel}, with these differences:
 *
 * <ul>
 *   <li>LangChain4j's language models take no settings and tell no name: set temperature and the like where the model is
 *       built, and give it a {@linkplain #named name}, without which it is opaque. The question's
 *       {@linkplain Generation settings} are not passed on, except the stops.
 *   <li>The answer ends before the first stop, of the question or of the format, and the model is cancelled there. The
 *       tokens are then not known.
 *   <li>An answer that was not streamed is taken without a finish reason, because not every language model of LangChain4j
 *       names one; a stream is not, unless {@link #trustingEnd} is set.
 *   <li>A stream cannot be cancelled but by the {@linkplain #withTransport transport}; what it brings is dropped.
 * </ul>
 */
public final class CompletionDomainModel implements DomainModel {

    private final LanguageModel language;
    private final Optional<StreamingLanguageModel> streaming;
    private final String modelId;
    private final Options options;

    private CompletionDomainModel(
            LanguageModel language, Optional<StreamingLanguageModel> streaming, String modelId, Options options) {
        this.language = language;
        this.streaming = streaming;
        this.modelId = modelId;
        this.options = options;
    }

    /** Returns {@code language} as a domain model that does not stream. */
    public static CompletionDomainModel of(LanguageModel language) {
        return new CompletionDomainModel(
                requireNonNull(language, "language"), Optional.empty(), "", Options.of(PromptFormats.completion()));
    }

    /** Returns a domain model that asks {@code streaming} where the answer is to be streamed, else {@code language}. */
    public static CompletionDomainModel of(LanguageModel language, StreamingLanguageModel streaming) {
        return new CompletionDomainModel(
                requireNonNull(language, "language"),
                Optional.of(streaming),
                "",
                Options.of(PromptFormats.completion()));
    }

    /** Returns this model under an id, for descriptions and prices. Default: none. */
    public CompletionDomainModel named(String newModelId) {
        return new CompletionDomainModel(language, streaming, Checks.requireText(newModelId, "modelId"), options);
    }

    /** Returns this model with another prompt format. Default: {@link PromptFormats#completion()}. */
    public CompletionDomainModel withFormat(PromptFormat format) {
        return with(options.withFormat(requireNonNull(format, "format")));
    }

    /** Returns this model with prices, by the days of UTC. Default: nothing has a price. */
    public CompletionDomainModel withPrices(PriceTable prices) {
        return withPrices(prices, InstantSource.system());
    }

    /** Returns this model with prices, of which {@code clock} tells the ones that are valid. */
    public CompletionDomainModel withPrices(PriceTable prices, InstantSource clock) {
        return with(options.withPricing(
                new Options.Pricing(requireNonNull(prices, "prices"), requireNonNull(clock, "clock"))));
    }

    /** Returns this model with other limits. Default: {@link CallLimits#DEFAULT}. */
    public CompletionDomainModel withLimits(CallLimits limits) {
        return with(options.withLimits(requireNonNull(limits, "limits")));
    }

    /**
     * Returns this model with another executor for the calls of the model below; it must not run them in the calling
     * thread. Default: a new daemon thread for each.
     */
    public CompletionDomainModel withExecutor(Executor executor) {
        return with(options.withRunner(options.runner().withExecutor(requireNonNull(executor, "executor"))));
    }

    /** Returns this model, knowing the HTTP client below, as {@link ChatDomainModel#withTransport}. */
    public CompletionDomainModel withTransport(GuardedHttpClientBuilder transport) {
        return with(options.withRunner(options.runner().withTransport(requireNonNull(transport, "transport"))));
    }

    /**
     * Returns this model, whose server is at {@code endpoint}: the base address that its language models were built with. It is part
     * of the description, and what is not permitted to be sent there is refused before. Default: unknown, which an {@linkplain
     * dev.tokka.EgressGuard egress policy} denies.
     */
    public CompletionDomainModel withEndpoint(Endpoint endpoint) {
        return with(options.withRunner(options.runner().withSending(Sending.to(endpoint))));
    }

    /** Returns this model, which runs in this process and sends nothing out of it. Default: unknown. */
    public CompletionDomainModel inThisProcess() {
        return with(options.withRunner(options.runner().withSending(Sending.nothing())));
    }

    /** Returns this model with another source of fences. Default: a {@link java.security.SecureRandom}. */
    public CompletionDomainModel withRandom(RandomGenerator random) {
        return with(options.withFences(new Fences(requireNonNull(random, "random"))));
    }

    /** Returns this model, taking an end without a finish reason for complete: for models that never name one. */
    public CompletionDomainModel trustingEnd() {
        return with(options.trustingEnd());
    }

    private CompletionDomainModel with(Options newOptions) {
        return new CompletionDomainModel(language, streaming, modelId, newOptions);
    }

    @Override
    public Answer answer(Question question) {
        requireNonNull(question, "question");
        Asking asking = new Asking(options, modelId, toString());
        question.checkpoint(asking.where());
        options.runner().sending().require(question, asking.where());
        asking.requireReadable(question.form());
        String fence = options.fences().next();
        if (!(options.format().render(question, fence) instanceof Prompt.Completion prompt)) {
            throw new ModelUnavailableException(
                    ModelUnavailableException.Reason.CONFIGURATION,
                    asking.where() + ": expected a prompt format that renders a completion but it rendered messages;"
                            + " ask by ChatDomainModel");
        }
        boolean streamed = streaming.isPresent()
                && question.attributes().get(TokenSink.KEY).isPresent();
        return asking.answer(
                question,
                new Asking.Job<>(
                        below(prompt.text(), streamed),
                        Ended::ofText,
                        Digests.sha256(prompt.text().replace(fence, Fences.CONSTANT)),
                        stops(question, prompt),
                        streamed));
    }

    private Supervision.Below<Response<String>> below(String prompt, boolean streamed) {
        return streamed
                ? exchange -> streaming.orElseThrow().generate(prompt, new CompletionHandler(exchange))
                : exchange -> exchange.complete(language.generate(prompt));
    }

    private static List<String> stops(Question question, Prompt.Completion prompt) {
        List<String> own =
                question.attributes().get(Generation.KEY).map(Generation::stops).orElse(List.of());
        return Stream.concat(prompt.stops().stream(), own.stream()).distinct().toList();
    }

    @Override
    public Description describe() {
        Description description = Description.of("completion", modelId).with("streaming", streaming.isPresent());
        return ModelDescriptions.withOptions(
                modelId.isEmpty() ? description.withPart(Description.opaque(language)) : description, options);
    }

    @Override
    public String toString() {
        return modelId.isEmpty() ? "completion" : "completion(" + modelId + ")";
    }
}
