// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.classification;

import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes entities of the logits of tokens: pieces are joined to words, words to entities.
 *
 * @param labels in the order of the logits
 * @param threshold the least probability of an entity
 */
record Spans(Labels labels, double threshold) {

    /** Returns the entities of a text, in order. */
    List<Entity> of(String text, Tokens tokens, float[][] logits) {
        List<Entity> entities = new ArrayList<>();
        List<Word> open = new ArrayList<>();
        for (Word word : words(text, tokens, logits)) {
            Tag tag = word.tag;
            boolean joins = !open.isEmpty() && tag.continues(open.get(open.size() - 1).tag);
            if (!joins) {
                close(text, open).ifPresent(entities::add);
                open.clear();
            }
            if (!tag.type().isEmpty()) {
                open.add(word);
            }
        }
        close(text, open).ifPresent(entities::add);
        return List.copyOf(entities);
    }

    private Optional<Entity> close(String text, List<Word> words) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        double sum = 0;
        for (Word word : words) {
            sum += word.probability;
        }
        double mean = Math.min(1, sum / words.size());
        int start = words.get(0).start;
        int end = words.get(words.size() - 1).end;
        while (start < end && Character.isWhitespace(text.charAt(start))) { // as tokens of bytes begin with it
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        String excerpt = text.substring(start, end);
        return excerpt.isBlank() || mean < threshold
                ? Optional.empty()
                : Optional.of(new Entity(excerpt, words.get(0).tag.type(), start, end, mean));
    }

    /** A word, where it stands, in UTF-16 units, and the tag that fits it best. */
    private record Word(int start, int end, Tag tag, double probability) {}

    private List<Word> words(String text, Tokens tokens, float[][] logits) {
        List<Word> words = new ArrayList<>();
        int[] units = units(text);
        int token = 0;
        while (token < tokens.count()) {
            int first = token;
            long number = tokens.word(first);
            double[] sums = new double[labels.names().size()];
            while (token < tokens.count() && tokens.word(token) == number) {
                double[] shares = Probabilities.shares(logits[token++]);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += shares[i];
                }
            }
            CharSpan from = tokens.span(first);
            CharSpan to = tokens.span(token - 1);
            if (number >= 0 && from != null && to != null) {
                int best = best(sums);
                Tag tag = Tag.of(labels.names().get(best));
                words.add(new Word(units[from.getStart()], units[to.getEnd()], tag, sums[best] / (token - first)));
            }
        }
        return words;
    }

    private static int best(double[] sums) {
        int best = 0;
        for (int i = 1; i < sums.length; i++) {
            best = sums[i] > sums[best] ? i : best;
        }
        return best;
    }

    /** Returns where each character of Unicode begins, in UTF-16 units, and the end of the text. */
    private static int[] units(String text) {
        int[] units = new int[text.codePointCount(0, text.length()) + 1];
        int unit = 0;
        for (int i = 0; i < units.length - 1; i++) {
            units[i] = unit;
            unit += Character.charCount(text.codePointAt(unit));
        }
        units[units.length - 1] = text.length();
        return units;
    }
}
