// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j;

import dev.tokka.Description;
import dev.tokka.Question;
import java.util.List;

/** See {@link PromptFormats#chatMl}. */
record ChatMlFormat(ChatFormat messages) implements PromptFormat {

    private static final String END = "<|im_end|>";

    @Override
    public Prompt.Completion render(Question question, String fence) {
        StringBuilder text = new StringBuilder();
        for (Prompt.Message message : messages.render(question, fence).messages()) {
            text.append("<|im_start|>" + role(message.role()) + "\n" + message.text() + END + "\n");
        }
        return new Prompt.Completion(text + "<|im_start|>" + role(Prompt.Role.MODEL) + "\n", List.of(END));
    }

    private static String role(Prompt.Role role) {
        return switch (role) {
            case SYSTEM -> "system";
            case USER -> "user";
            case MODEL -> "assistant";
        };
    }

    @Override
    public Description describe() {
        return Probe.describe("chatMl", messages.language(), this);
    }

    @Override
    public String toString() {
        return "chatMl";
    }
}
