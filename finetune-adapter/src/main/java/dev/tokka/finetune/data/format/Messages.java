// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.Turn;
import dev.tokka.finetune.data.JsonFields;
import dev.tokka.finetune.data.TrainingDataException;
import dev.tokka.finetune.data.TrainingQuestion;
import java.util.ArrayList;
import java.util.List;

/**
 * How a format writes messages.
 *
 * @param name of the format, for messages to people
 * @param keys the member of the speaker and that of the text
 * @param system what it calls the application
 * @param user what it calls the one who asks
 * @param model what it calls the model
 * @param alternate whether user and model must take turns, beginning with the user
 */
record Messages(String name, Keys keys, String system, String user, String model, boolean alternate) {

    record Keys(String speaker, String text) {}

    static Messages openAi(String name) {
        return new Messages(name, new Keys("role", "content"), "system", "user", "assistant", false);
    }

    static Messages shareGpt(String name) {
        return new Messages(name, new Keys("from", "value"), "system", "human", "gpt", true);
    }

    /** Refuses what messages have no place for. */
    static void requirePlain(TrainingQuestion question, String format) {
        refuse(!question.evidence().isEmpty(), format, "evidence");
        refuse(!question.labels().isEmpty(), format, "labels");
        refuse(question.instructions().size() > 1, format, "more than one instruction");
    }

    static void refuse(boolean present, String format, String what) {
        if (present) {
            throw new TrainingDataException(
                    format,
                    "expected a row with messages only but it has " + what
                            + "; write it by ServedRows first, as the model will be asked");
        }
    }

    /** Returns the messages of {@code question}: the instruction, the history and the text. */
    ArrayNode write(TrainingQuestion question) {
        requirePlain(question, name);
        ArrayNode messages = JsonNodeFactory.instance.arrayNode();
        question.instructions().forEach(text -> messages.add(message(system, text)));
        Turn.Speaker next = Turn.Speaker.USER;
        for (Turn turn : question.history()) {
            refuse(alternate && turn.speaker() != next, name, "a history in which user and model do not take turns");
            messages.add(message(turn.speaker() == Turn.Speaker.USER ? user : model, turn.text()));
            next = turn.speaker() == Turn.Speaker.USER ? Turn.Speaker.MODEL : Turn.Speaker.USER;
        }
        refuse(alternate && next != Turn.Speaker.USER, name, "a history that ends with the user");
        messages.add(message(user, question.text()));
        return messages;
    }

    ObjectNode answer(String text) {
        return message(model, text);
    }

    private ObjectNode message(String speaker, String text) {
        return JsonNodeFactory.instance.objectNode().put(keys.speaker, speaker).put(keys.text, text);
    }

    /** Returns the question of a list of messages whose last one is the user's. */
    TrainingQuestion question(List<JsonFields> messages, JsonFields object, String field) {
        List<String> instructions = new ArrayList<>();
        List<Turn> turns = new ArrayList<>();
        for (JsonFields message : messages) {
            String speaker = message.only(keys.speaker, keys.text).text(keys.speaker);
            String text = text(message);
            if (speaker.equals(system) && turns.isEmpty() && instructions.isEmpty()) {
                instructions.add(text);
            } else if (speaker.equals(user) || speaker.equals(model)) {
                turns.add(new Turn(speaker.equals(user) ? Turn.Speaker.USER : Turn.Speaker.MODEL, text));
            } else {
                throw message.wrong(
                        keys.speaker, user + ", " + model + " or, in the first message, " + system, "another");
            }
        }
        Turn last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
        if (last == null || last.speaker() != Turn.Speaker.USER) {
            throw object.wrong(field, "a message of " + user + " before the answer", "none");
        }
        return TrainingQuestion.of(last.text())
                .withInstructions(instructions)
                .withHistory(turns.subList(0, turns.size() - 1));
    }

    /** Returns the text of a message that must be of the model. */
    String answer(JsonFields message) {
        if (!message.only(keys.speaker, keys.text).text(keys.speaker).equals(model)) {
            throw message.wrong(keys.speaker, model, "another");
        }
        return text(message);
    }

    /** Returns the text of the one message that the list {@code field} must have. */
    String onlyAnswer(JsonFields object, String field) {
        List<JsonFields> messages = object.objects(field);
        if (messages.size() != 1) {
            throw object.wrong(field, "a list of one message", messages.size() + " messages");
        }
        return answer(messages.get(0));
    }

    private String text(JsonFields message) {
        String text = message.text(keys.text);
        if (text.isBlank()) {
            throw message.wrong(keys.text, "a text that is not blank", "a blank one");
        }
        return text;
    }
}
