// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.text;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * One message of a chat. Nothing in its content can act as a special token of a model; its role is written by the
 * application, not by a user, and can, as templates make special tokens of roles.
 *
 * @param role who speaks, such as {@code system}, {@code user} or {@code assistant}: Latin letters, digits, {@code _} and
 *     {@code -}, at most 64
 * @param content what was said; may be empty
 */
public record ChatMessage(String role, String content) {

    private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Checks the role. */
    public ChatMessage {
        if (!ROLE.matcher(role).matches()) {
            throw new IllegalArgumentException(
                    "role must be 1 to 64 Latin letters, digits, _ or - but is another text");
        }
        requireNonNull(content, "content");
    }

    /** Returns a message with instructions for the whole chat. */
    public static ChatMessage system(String content) {
        return new ChatMessage("system", content);
    }

    /** Returns a message of the user. */
    public static ChatMessage user(String content) {
        return new ChatMessage("user", content);
    }

    /** Returns a message of the model. */
    public static ChatMessage assistant(String content) {
        return new ChatMessage("assistant", content);
    }

    @Override
    public String toString() {
        return role + " (" + content.length() + " characters)"; // logs must not hold what users say
    }
}
