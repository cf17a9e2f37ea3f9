// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.ranking;

import dev.tokka.Checks;
import dev.tokka.Passage;
import dev.tokka.Span;
import java.util.List;

/** How much around a found passage is read. */
public sealed interface Surroundings {

    /**
     * Returns which passages to read, as the range of their indexes.
     *
     * @param document all passages of the document, in order
     * @param found the index of the found one
     * @return a range that holds {@code found}
     */
    Span around(List<Passage> document, int found);

    /**
     * Returns up to {@code count} passages before and as many after the found one, whatever their headings.
     *
     * @param count at least 1
     */
    static Surroundings neighbours(int count) {
        return new Neighbours(count);
    }

    /**
     * Returns the passages around the found one under the same headings, as long as all together have up to
     * {@code maxCharacters} characters; of a longer section those that are nearest.
     *
     * @param maxCharacters at least 1; a found passage that is longer stays as it is
     */
    static Surroundings section(int maxCharacters) {
        return new Section(maxCharacters);
    }

    /**
     * See {@link Surroundings#neighbours}.
     *
     * @param count how many on each side; at least 1
     */
    record Neighbours(int count) implements Surroundings {

        /** Checks the range above. */
        public Neighbours {
            Checks.requireAtLeast(1, count, "count");
        }

        @Override
        public Span around(List<Passage> document, int found) {
            int after = document.size() - 1 - found;
            return new Span(Math.max(0, found - count), found + 1 + Math.min(count, after));
        }
    }

    /**
     * See {@link Surroundings#section}.
     *
     * @param maxCharacters how many at most; at least 1
     */
    record Section(int maxCharacters) implements Surroundings {

        /** Checks the range above. */
        public Section {
            Checks.requireAtLeast(1, maxCharacters, "maxCharacters");
        }

        @Override
        public Span around(List<Passage> document, int found) {
            List<String> headings = document.get(found).source().headings();
            int from = found;
            int to = found + 1;
            boolean grows = true;
            while (grows) {
                boolean after = to < document.size()
                        && document.get(to).source().headings().equals(headings)
                        && fits(document.get(from), document.get(to));
                to += after ? 1 : 0;
                boolean before = from > 0
                        && document.get(from - 1).source().headings().equals(headings)
                        && fits(document.get(from - 1), document.get(to - 1));
                from -= before ? 1 : 0;
                grows = after || before;
            }
            return new Span(from, to);
        }

        private boolean fits(Passage first, Passage last) {
            return last.source().span().end() - first.source().span().start() <= maxCharacters;
        }
    }
}
