// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about one request to an {@link OnnxChatModel}, beyond what LangChain4j has for all models.
 *
 * <pre>{@code
 * ChatRequest request = ChatRequest.builder()
 *         .messages(UserMessage.from("May I claim after 30 days?"))
 *         .parameters(OnnxChatParameters.builder().adapter("raft").temperature(0.7).seed(1).build())
 *         .build();
 * }</pre>
 *
 * <p>What is not said is left to the model. Immutable.
 */
public final class OnnxChatParameters extends DefaultChatRequestParameters {

    private final @Nullable String adapter;
    private final @Nullable Long seed;
    private final @Nullable Double minP;
    private final @Nullable Double repetitionPenalty;
    private final @Nullable Integer beams;

    private OnnxChatParameters(Builder builder) {
        super(builder);
        this.adapter = builder.adapter;
        this.seed = builder.seed;
        this.minP = builder.minP;
        this.repetitionPenalty = builder.repetitionPenalty;
        this.beams = builder.beams;
    }

    /** Returns a builder that says nothing yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the name of the adapter; an empty text is the base. */
    public Optional<String> adapter() {
        return Optional.ofNullable(adapter);
    }

    /** Returns what tokens are drawn with. */
    public OptionalLong seed() {
        return seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    }

    /** Returns the share of the likeliest token's probability below which tokens are left out. */
    public OptionalDouble minP() {
        return optional(minP);
    }

    /** Returns by how much tokens become unlikelier that are there already. */
    public OptionalDouble repetitionPenalty() {
        return optional(repetitionPenalty);
    }

    /** Returns how many continuations are followed at once. */
    public OptionalInt beams() {
        return beams == null ? OptionalInt.empty() : OptionalInt.of(beams);
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    @Override
    public OnnxChatParameters overrideWith(ChatRequestParameters that) {
        return builder().overrideWith(this).overrideWith(that).build();
    }

    @Override
    public OnnxChatParameters defaultedBy(ChatRequestParameters that) {
        return builder().overrideWith(that).overrideWith(this).build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OnnxChatParameters that
                && super.equals(that)
                && Objects.equals(adapter, that.adapter)
                && Objects.equals(seed, that.seed)
                && Objects.equals(minP, that.minP)
                && Objects.equals(repetitionPenalty, that.repetitionPenalty)
                && Objects.equals(beams, that.beams);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), adapter, seed, minP, repetitionPenalty, beams);
    }

    @Override
    public String toString() {
        return "OnnxChatParameters(adapter=" + adapter + ", seed=" + seed + ", minP=" + minP + ", repetitionPenalty="
                + repetitionPenalty + ", beams=" + beams + ", " + super.toString() + ")";
    }

    /** Builds {@link OnnxChatParameters}. Values are checked by the model that gets them. */
    public static final class Builder extends DefaultChatRequestParameters.Builder<Builder> {

        private @Nullable String adapter;
        private @Nullable Long seed;
        private @Nullable Double minP;
        private @Nullable Double repetitionPenalty;
        private @Nullable Integer beams;

        private Builder() {}

        /** The name of the adapter, or an empty text for the base. Default: that of the model. */
        public Builder adapter(String newAdapter) {
            this.adapter = requireNonNull(newAdapter, "adapter");
            return this;
        }

        /** What tokens are drawn with; the same seed draws the same. Default: that of the model. */
        public Builder seed(long newSeed) {
            this.seed = newSeed;
            return this;
        }

        /** The share of the likeliest token's probability below which tokens are left out, from 0 to 1. */
        public Builder minP(double newMinP) {
            this.minP = newMinP;
            return this;
        }

        /** By how much tokens become unlikelier that are there already; above 0, 1 for not at all. */
        public Builder repetitionPenalty(double newRepetitionPenalty) {
            this.repetitionPenalty = newRepetitionPenalty;
            return this;
        }

        /** How many continuations are followed at once, at least 1; more than one goes with a temperature of 0 only. */
        public Builder beams(int newBeams) {
            this.beams = newBeams;
            return this;
        }

        @Override
        public Builder overrideWith(ChatRequestParameters parameters) {
            super.overrideWith(parameters);
            if (parameters instanceof OnnxChatParameters own) {
                adapter = own.adapter == null ? adapter : own.adapter;
                seed = own.seed == null ? seed : own.seed;
                minP = own.minP == null ? minP : own.minP;
                repetitionPenalty = own.repetitionPenalty == null ? repetitionPenalty : own.repetitionPenalty;
                beams = own.beams == null ? beams : own.beams;
            }
            return this;
        }

        @Override
        public OnnxChatParameters build() {
            return new OnnxChatParameters(this);
        }
    }
}
