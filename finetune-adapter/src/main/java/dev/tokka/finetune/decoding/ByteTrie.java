// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.decoding;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All tokens of a vocabulary as a tree of bytes, so that what they begin with alike is looked at once. Tokens without bytes
 * are not in it. Immutable.
 */
final class ByteTrie {

    private static final int NONE = -1;

    private final int vocabularySize;
    private final int maxDepth;
    /** The nodes, each before its children: its byte, its depth from 1 on, the node after its last descendant. */
    private final byte[] labels;

    private final int[] depths;
    private final int[] ends;
    /** The first token that a node spells, and after each token the next one with the same bytes. */
    private final int[] firstTokens;

    private final int[] nextTokens;

    private ByteTrie(byte[][] tokens) {
        this.vocabularySize = tokens.length;
        int[] sorted = IntStream.range(0, tokens.length)
                .filter(token -> tokens[token].length > 0)
                .boxed()
                .sorted((a, b) -> Arrays.compareUnsigned(tokens[a], tokens[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        int count = 0;
        byte[] before = {};
        for (int token : sorted) {
            count += tokens[token].length - common(before, tokens[token]);
            before = tokens[token];
        }
        this.labels = new byte[count];
        this.depths = new int[count];
        this.ends = new int[count];
        this.firstTokens = new int[count];
        this.nextTokens = new int[tokens.length];
        this.maxDepth = fill(tokens, sorted);
    }

    /** Returns the tree of all tokens of {@code vocabulary}. */
    static ByteTrie of(Vocabulary vocabulary) {
        byte[][] tokens = new byte[vocabulary.size()][];
        Arrays.setAll(tokens, vocabulary::bytes);
        return new ByteTrie(tokens);
    }

    private static int common(byte[] a, byte[] b) {
        int mismatch = Arrays.mismatch(a, b);
        return mismatch < 0 ? a.length : mismatch;
    }

    private int fill(byte[][] tokens, int[] sorted) {
        Arrays.fill(firstTokens, NONE);
        Arrays.fill(nextTokens, NONE);
        int longest = 0;
        for (int token : sorted) {
            longest = Math.max(longest, tokens[token].length);
        }
        int[] path = new int[longest + 1]; // the node at each depth of the latest token
        int nodes = 0;
        byte[] before = {};
        for (int token : sorted) {
            byte[] bytes = tokens[token];
            for (int depth = common(before, bytes) + 1; depth <= bytes.length; depth++) {
                labels[nodes] = bytes[depth - 1];
                depths[nodes] = depth;
                path[depth] = nodes++;
            }
            int node = path[bytes.length];
            nextTokens[token] = firstTokens[node];
            firstTokens[node] = token;
            before = bytes;
        }
        fillEnds(longest);
        return longest;
    }

    private void fillEnds(int longest) {
        int[] latest = new int[longest + 2]; // the first node behind, at this depth or above it
        Arrays.fill(latest, labels.length);
        for (int node = labels.length - 1; node >= 0; node--) {
            ends[node] = latest[depths[node]];
            Arrays.fill(latest, depths[node], latest.length, node);
        }
    }

    /** Returns the tokens whose bytes may all follow {@code start}. */
    BitSet allowed(States.State start) {
        BitSet allowed = new BitSet(vocabularySize);
        States.State[] path = new States.State[maxDepth + 1];
        path[0] = start;
        int node = 0;
        while (node < labels.length) {
            Optional<States.State> next = path[depths[node] - 1].next(labels[node] & 0xFF);
            if (next.isEmpty()) {
                node = ends[node];
            } else {
                path[depths[node]] = next.get();
                for (int token = firstTokens[node]; token != NONE; token = nextTokens[token]) {
                    allowed.set(token);
                }
                node++;
            }
        }
        return allowed;
    }
}
