// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A rendered question: messages for a chat model, or one text for a model that goes on writing it. */
public sealed interface Prompt {

    /** Returns everything in this prompt as one text; prompts that differ have different texts. */
    String text();

    /**
     * Messages for a chat model.
     *
     * @param messages in order; at least one; the last is what the model answers
     */
    record Chat(List<Message> messages) implements Prompt {

        /** Copies the messages and checks that there is one. */
        public Chat {
            messages = List.copyOf(messages);
            Checks.requireAtLeast(1, messages.size(), "number of messages");
        }

        @Override
        public String text() {
            return messages.stream()
                    .map(message -> message.role().name().toLowerCase(Locale.ROOT) + " "
                            + message.text().length() + "\n" + message.text() + "\n")
                    .collect(Collectors.joining());
        }
    }

    /**
     * A text that a raw model is to go on writing.
     *
     * @param text not blank
     * @param stops texts at which the answer ends, and which do not belong to it; not empty texts
     */
    record Completion(String text, List<String> stops) implements Prompt {

        /** Checks and copies the components. */
        public Completion {
            Checks.requireText(text, "text");
            stops = List.copyOf(stops);
            if (stops.contains("")) {
                throw new IllegalArgumentException("stops must not be empty texts but one is");
            }
        }
    }

    /**
     * One message of a chat.
     *
     * @param role who says it
     * @param text what is said; not blank
     */
    record Message(Role role, String text) {

        /** Checks that the text is not blank. */
        public Message {
            requireNonNull(role, "role");
            Checks.requireText(text, "text");
        }
    }

    /** Who says a message. */
    enum Role {
        /** The application, which tells the model what to do. */
        SYSTEM,
        /** The one who asks. */
        USER,
        /** The model. */
        MODEL
    }
}
