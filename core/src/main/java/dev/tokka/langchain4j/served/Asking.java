// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.served;

import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import dev.tokka.langchain4j.CallLimits;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.langchain4j.CompletionDomainModel;
import dev.tokka.langchain4j.PriceTable;
import dev.tokka.langchain4j.PromptFormat;
import dev.tokka.langchain4j.PromptFormats;
import dev.tokka.langchain4j.PromptLanguage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings that all models of LangChain4j have in files: how they are asked, and what may be lasting too long. */
final class Asking {

    /** The prompt formats that are built in. */
    private enum Format {
        CHAT,
        CHAT_ML,
        COMPLETION,
        FIN_GPT,
        FIN_MA,
        MEDITRON,
        MEDITRON_FEW_SHOT,
        ALPACA
    }

    static final Setting<Double> TEMPERATURE = Setting.optional(
            "temperature",
            Type.number(0, 2),
            "0 for the likeliest words, more for variety, where a question says nothing.");
    static final Setting<Double> TOP_P = Setting.optional(
            "top-p", Type.numberAbove(0, 1), "The share of the probability from which words are drawn.");
    static final Setting<Integer> MAX_TOKENS = Setting.optional(
            "max-tokens",
            Type.integer(1, Integer.MAX_VALUE),
            "The most tokens to write, where a question says nothing.");
    static final Setting<Integer> SEED = Setting.optional(
            "seed", Type.integer(0, Integer.MAX_VALUE), "What the model draws with, so that it draws the same again.");

    private static final Type<Duration> TIME = Type.duration(Duration.ofMillis(1));
    private static final Setting<Duration> TIMEOUT =
            Setting.of("timeout", TIME, CallLimits.DEFAULT.timeout(), "The longest a call may last.");
    private static final Setting<Duration> IDLE =
            Setting.of("idle", TIME, CallLimits.DEFAULT.idle(), "The longest a stream may pause between two tokens.");
    private static final Setting<Integer> MAX_CHARACTERS = Setting.of(
            "max-characters",
            Type.integer(1, Integer.MAX_VALUE),
            CallLimits.DEFAULT.maxCharacters(),
            "The most characters that one answer may have.");
    private static final Setting<Format> FORMAT = Setting.optional(
            "format",
            Type.choice(Format.class),
            "How a question becomes a prompt: the template that the model was tuned with. Without it, 'completion' where a"
                    + " text is gone on with, else 'chat'.");
    private static final Setting<PromptLanguage> LANGUAGE = Setting.optional(
            "language",
            Type.choice(PromptLanguage.class),
            "The language of the rules that 'chat' and 'completion' state; without it, that of the question.");
    private static final Setting<Path> PRICES = Setting.optional(
            "prices",
            Type.file(),
            "A file of prices: a model a line, price of a million tokens read and written, currency, first day.");
    private static final Setting<String> NAME =
            Setting.optional("name", Type.text(), "The model's id in descriptions and prices, instead of its own.");
    private static final Setting<Boolean> TRUSTING_END = Setting.of(
            "trusting-end",
            Type.truth(),
            false,
            "Whether an end without a reason is taken for complete: for models that never name one.");

    private Asking() {}

    /** Returns the settings of a kind and those of this class. */
    static Setting<?>[] and(Setting<?>... own) {
        return Stream.concat(
                        Stream.of(own),
                        Stream.of(NAME, FORMAT, LANGUAGE, TIMEOUT, IDLE, MAX_CHARACTERS, PRICES, TRUSTING_END))
                .toArray(Setting<?>[]::new);
    }

    static ChatDomainModel apply(Settings settings, ChatDomainModel model) {
        ChatDomainModel asked = model.withFormat(format(settings, Format.CHAT)).withLimits(limits(settings));
        asked = settings.find(NAME).map(asked::named).orElse(asked);
        asked = prices(settings).map(asked::withPrices).orElse(asked);
        return settings.get(TRUSTING_END) ? asked.trustingEnd() : asked;
    }

    /** Applies the settings to a model that has no name of its own: it is called {@code name} if the file says nothing. */
    static CompletionDomainModel apply(Settings settings, CompletionDomainModel model, String name) {
        CompletionDomainModel asked = model.withFormat(format(settings, Format.COMPLETION))
                .withLimits(limits(settings))
                .named(settings.find(NAME).orElse(name));
        asked = prices(settings).map(asked::withPrices).orElse(asked);
        return settings.get(TRUSTING_END) ? asked.trustingEnd() : asked;
    }

    private static CallLimits limits(Settings settings) {
        return new CallLimits(settings.get(TIMEOUT), settings.get(IDLE), settings.get(MAX_CHARACTERS));
    }

    private static Optional<PriceTable> prices(Settings settings) {
        return settings.find(PRICES).map(file -> {
            try {
                return PriceTable.read(file);
            } catch (IOException e) {
                throw new UncheckedIOException("the prices cannot be read from " + file, e);
            }
        });
    }

    private static PromptFormat format(Settings settings, Format standard) {
        Format format = settings.find(FORMAT).orElse(standard);
        Optional<PromptLanguage> language = settings.find(LANGUAGE);
        if (language.isPresent() && format != Format.CHAT && format != Format.COMPLETION) {
            throw new IllegalArgumentException(
                    "expected no 'language', which only the formats chat and completion have");
        }
        return switch (format) {
            case CHAT -> language.map(PromptFormats::chat).orElseGet(PromptFormats::chat);
            case CHAT_ML -> PromptFormats.chatMl();
            case COMPLETION -> language.map(PromptFormats::completion).orElseGet(PromptFormats::completion);
            case FIN_GPT -> PromptFormats.finGpt();
            case FIN_MA -> PromptFormats.finMa();
            case MEDITRON -> PromptFormats.meditron();
            case MEDITRON_FEW_SHOT -> PromptFormats.meditronFewShot();
            case ALPACA -> PromptFormats.alpaca();
        };
    }
}
