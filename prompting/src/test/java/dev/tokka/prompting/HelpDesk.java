// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting;

import dev.tokka.Example;
import dev.tokka.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A made-up desk that sorts messages into six topics: a message is mostly words of its topic, and the model that sorts takes
 * the answer that most of the examples have, of equals that of the last.
 */
final class HelpDesk {

    private static final int TOPICS = 6;
    private static final int WORDS = 14;

    private final Random random;
    private final List<Example> examples = new ArrayList<>();

    /** Makes examples of which this share has the answer of another topic. */
    HelpDesk(long seed, int count, double misleading) {
        this.random = new Random(seed);
        for (int i = 0; i < count; i++) {
            int topic = i % TOPICS;
            boolean misleads = random.nextDouble() < misleading;
            int answer = misleads ? (topic + 1 + random.nextInt(TOPICS - 1)) % TOPICS : topic;
            examples.add(new Example(message(topic), "topic " + answer));
        }
    }

    List<Example> examples() {
        return examples;
    }

    /** A message and the topic that it is about. */
    record Message(Question question, String topic) {}

    List<Message> messages(int count) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int topic = random.nextInt(TOPICS);
            messages.add(new Message(Question.of(message(topic)), "topic " + topic));
        }
        return messages;
    }

    private String message(int topic) {
        StringBuilder message = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            int from = random.nextDouble() < 0.8 ? topic : random.nextInt(TOPICS);
            message.append(word(from * WORDS + random.nextInt(WORDS))).append(' ');
        }
        return message.append(random.nextInt(1_000_000)).toString();
    }

    /** Returns a made-up word that shares few groups of letters with the others. */
    private static String word(int number) {
        Random letters = new Random(number * 7919L);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            word.append((char) ('a' + letters.nextInt(26)));
        }
        return word.toString();
    }

    /** Returns whether the model sorts {@code message} right when it is shown these. */
    static boolean right(Message message, List<Example> shown) {
        Map<String, Integer> votes = new HashMap<>();
        shown.forEach(example -> votes.merge(example.answer(), 1, Integer::sum));
        int most = votes.isEmpty() ? 0 : Collections.max(votes.values());
        String said = "";
        for (Example example : shown) {
            said = votes.getOrDefault(example.answer(), 0) == most ? example.answer() : said;
        }
        return said.equals(message.topic());
    }

    /** Returns what came of showing {@code k} of the candidates, drawn at random, with each message. */
    List<ExampleTrial> trials(List<Message> messages, Examples candidates, int k) {
        List<ExampleTrial> trials = new ArrayList<>();
        for (Message message : messages) {
            List<Example> drawn = new ArrayList<>(candidates.select(message.question()));
            Collections.shuffle(drawn, random);
            List<Example> shown = drawn.subList(0, k);
            trials.add(new ExampleTrial(message.question(), shown, right(message, shown)));
        }
        return trials;
    }

    /** Returns the share of messages that the model sorts right with these examples. */
    static double share(List<Message> messages, Examples examples) {
        return messages.stream()
                .mapToInt(message -> right(message, examples.select(message.question())) ? 1 : 0)
                .average()
                .orElseThrow();
    }
}
