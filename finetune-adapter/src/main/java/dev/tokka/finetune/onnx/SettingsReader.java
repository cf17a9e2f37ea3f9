// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.onnx;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.tokka.Generation;
import dev.tokka.finetune.decoding.DecodingSettings;
import dev.tokka.finetune.decoding.DecodingSettings.Draw;
import java.util.Set;
import java.util.TreeSet;

/** Reads how a request is to be decoded. */
final class SettingsReader {

    private SettingsReader() {}

    /**
     * Returns {@code defaults} with what {@code parameters} say.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    static DecodingSettings read(DecodingSettings defaults, ChatRequestParameters parameters) {
        DecodingSettings settings = defaults.withDraw(draw(defaults.draw(), parameters));
        if (parameters.maxOutputTokens() != null) {
            settings = settings.withMaxTokens(parameters.maxOutputTokens());
        }
        if (parameters.stopSequences() != null && !parameters.stopSequences().isEmpty()) {
            settings = settings.withStops(parameters.stopSequences());
        }
        return parameters instanceof OnnxChatParameters own ? read(settings, own) : settings;
    }

    /** Returns what a question says about writing, but for its stops. */
    static OnnxChatParameters.Builder parameters(Generation settings) {
        OnnxChatParameters.Builder own = OnnxChatParameters.builder();
        settings.temperature().ifPresent(own::temperature);
        settings.topP().ifPresent(own::topP);
        settings.maxTokens().ifPresent(own::maxOutputTokens);
        settings.seed().ifPresent(own::seed);
        return own;
    }

    /** Returns {@code settings}, whose texts end at {@code more} tokens, too. */
    static DecodingSettings withEnds(DecodingSettings settings, Set<Integer> more) {
        Set<Integer> ends = new TreeSet<>(more);
        ends.addAll(settings.ends().tokens());
        return settings.withEndTokens(ends);
    }

    private static Draw draw(Draw defaults, ChatRequestParameters parameters) {
        double minP =
                parameters instanceof OnnxChatParameters own ? own.minP().orElse(defaults.minP()) : defaults.minP();
        return new Draw(
                parameters.temperature() == null ? defaults.temperature() : parameters.temperature(),
                parameters.topK() == null ? defaults.topK() : parameters.topK(),
                parameters.topP() == null ? defaults.topP() : parameters.topP(),
                minP);
    }

    private static DecodingSettings read(DecodingSettings settings, OnnxChatParameters own) {
        DecodingSettings read = settings;
        if (own.seed().isPresent()) {
            read = read.withSeed(own.seed().getAsLong());
        }
        if (own.repetitionPenalty().isPresent()) {
            read = read.withRepetitionPenalty(own.repetitionPenalty().getAsDouble());
        }
        if (own.beams().isPresent()) {
            int beams = own.beams().getAsInt();
            read = beams == 1 ? read.withBeams(DecodingSettings.Beams.NONE) : read.withBeams(beams);
        }
        return read;
    }
}
