// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import dev.tokka.Span;
import dev.tokka.rag.document.Block;
import dev.tokka.rag.document.Chunk;
import dev.tokka.rag.document.Chunker;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.metadata.Access;
import dev.tokka.rag.metadata.Labels;
import dev.tokka.rag.metadata.Metadata;
import dev.tokka.rag.metadata.Value;
import dev.tokka.rag.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Many passages out of few: the vector of each is that of a real passage with noise, its text are sentences of two real
 * ones. A passage depends on its number only, so that all processes make the same ones and none need keep them.
 *
 * <p>A document has {@link #PER_DOCUMENT} passages. Of the documents each has a role of its own hundredth, tenth and half
 * of them, and one of all.
 *
 * @param real the texts of the real passages
 * @param vectors their vectors, in the same order
 * @param size how many passages there are; a multiple of {@link #STEP}
 */
record ScaleCorpus(List<String> real, List<float[]> vectors, int size) {

    /** How many passages a document has. */
    static final int PER_DOCUMENT = 20;

    /** Sizes are multiples of this, so that each hundredth of the documents is equally large. */
    static final int STEP = 100 * PER_DOCUMENT;

    /** Into how many parts the documents are divided, each with a role of its own. */
    static final List<Integer> DIVISIONS = List.of(1, 2, 10, 100);

    /** The key of the metadata that says in which hundredth a document is. */
    static final String KEY = "hundredth";

    private static final String NOTE = "Note ";

    ScaleCorpus {
        real = List.copyOf(real);
        vectors = List.copyOf(vectors);
        if (real.isEmpty() || real.size() != vectors.size()) {
            throw new IllegalArgumentException("expected a vector for each of at least one passage but there are "
                    + vectors.size() + " for " + real.size());
        }
    }

    /** One passage for each block. */
    record PerBlock() implements Chunker {

        @Override
        public List<Chunk> chunk(SourceDocument document) {
            return document.blocks().stream()
                    .map(block -> new Chunk(block.span(), block.headings()))
                    .toList();
        }
    }

    /** Returns the vector of passage {@code number}. */
    float[] vector(int number) {
        SplittableRandom random = new SplittableRandom(number);
        return Noise.near(vectors.get(random.nextInt(vectors.size())), random);
    }

    /** Returns the text of passage {@code number}: its number first, by which {@link #number} knows it. */
    String text(int number) {
        SplittableRandom random = new SplittableRandom(number);
        String own = real.get(random.nextInt(real.size()));
        String other = real.get(random.nextInt(real.size()));
        return NOTE + number + ". " + half(own, 0) + " " + half(other, 1);
    }

    /** Returns the first (0) or second (1) half of the words of {@code text}. */
    private static String half(String text, int which) {
        String[] words = text.split("\\s+", -1);
        int middle = (words.length + 1) / 2;
        return String.join(
                        " ",
                        which == 0
                                ? List.of(words).subList(0, middle)
                                : List.of(words).subList(middle, words.length))
                .strip();
    }

    /** Returns the number of the passage whose text is {@code text}. */
    static int number(String text) {
        return Integer.parseInt(text.substring(NOTE.length(), text.indexOf('.')));
    }

    /** Returns in which of {@code parts} equally large parts of the documents passage {@code number} is, from 0. */
    static int part(int number, int parts) {
        return number / PER_DOCUMENT % parts;
    }

    /** Returns the role of those who may find part {@code part} of {@code parts}. */
    static String role(int part, int parts) {
        return "part " + part + " of " + parts;
    }

    /** Returns all documents; their texts take about 300 bytes a passage. */
    List<SourceDocument> documents() {
        return IntStream.range(0, size / PER_DOCUMENT).mapToObj(this::document).toList();
    }

    private SourceDocument document(int number) {
        StringBuilder text = new StringBuilder();
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < PER_DOCUMENT; i++) {
            String passage = text(number * PER_DOCUMENT + i);
            blocks.add(new Block(Block.Kind.PARAGRAPH, new Span(0, passage.length()).shift(text.length()), List.of()));
            text.append(passage).append("\n\n");
        }
        String id = "d" + number;
        return new SourceDocument(id, id, text.toString(), blocks, Language.ENGLISH, Set.of(), labels(number));
    }

    private static Labels labels(int document) {
        String[] roles =
                DIVISIONS.stream().map(parts -> role(document % parts, parts)).toArray(String[]::new);
        Metadata metadata = Metadata.of(Map.of(KEY, new Value.Text(String.valueOf(document % 100))));
        return new Labels(metadata, Access.EVERYBODY.forRoles(roles));
    }
}
