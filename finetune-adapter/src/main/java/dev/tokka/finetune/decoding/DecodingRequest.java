// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A prompt, and how it is to be continued.
 *
 * @param prompt the tokens of the prompt; at least one
 * @param settings how tokens are chosen and when the text ends
 * @param constraint what texts may be written; empty for any. It decides where the text ends, so it does not go with stop
 *     texts, which could cut it anywhere
 * @param listener what follows the decoding
 */
public record DecodingRequest(
        List<Integer> prompt,
        DecodingSettings settings,
        Optional<TokenConstraint> constraint,
        DecodingListener listener) {

    /** Checks and copies the prompt. */
    public DecodingRequest {
        prompt = List.copyOf(prompt);
        requireNonNull(settings, "settings");
        requireNonNull(constraint, "constraint");
        requireNonNull(listener, "listener");
        if (prompt.isEmpty()) {
            throw new IllegalArgumentException("prompt must have at least one token but is empty");
        }
        if (constraint.isPresent() && !settings.ends().stops().isEmpty()) {
            throw new IllegalArgumentException(
                    "a constraint says where the text ends, so there must be no stop texts but" + " there are "
                            + settings.ends().stops().size());
        }
    }

    /** Returns a request for any text that nobody follows. */
    public static DecodingRequest of(List<Integer> prompt, DecodingSettings settings) {
        return new DecodingRequest(prompt, settings, Optional.empty(), DecodingListener.NONE);
    }

    /** Returns this with only texts that {@code newConstraint} allows. */
    public DecodingRequest withConstraint(TokenConstraint newConstraint) {
        return new DecodingRequest(prompt, settings, Optional.of(newConstraint), listener);
    }

    /** Returns this with another listener. */
    public DecodingRequest withListener(DecodingListener newListener) {
        return new DecodingRequest(prompt, settings, constraint, newListener);
    }
}
