// SPDX-License-Identifier: Apache-2.0
package dev.tokka.finetune.data.cleaning;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.finetune.data.RowContent;
import dev.tokka.finetune.data.TrainingRow;

/** Leaves out rows that were there before; the first one stays. */
public final class Duplicates {

    static final int SIGNATURE = 128;
    static final int ANSWER_SIGNATURE = 64;
    static final int BYTES_OF_A_ROW = 600;

    private Duplicates() {}

    /**
     * When rows are near duplicates.
     *
     * @param similarity the least Jaccard similarity, both of question with answer and of the answer alone; above 0, at most
     *     1. Rows of one pattern that ask for different facts are similar: below 0.8 they may be taken for each other
     * @param shingles what texts are compared by
     * @param mostRows how many different rows to remember at most, at about 600 bytes each; at least 1
     */
    public record Settings(double similarity, Shingles shingles, int mostRows) {

        /** A similarity of 0.9 by runs of 5 characters, for up to 2 million rows. */
        public static final Settings DEFAULT = new Settings(0.9, Shingles.characters(5), 2_000_000);

        /** Checks the ranges above. */
        public Settings {
            Checks.requireShare(similarity, "similarity");
            if (similarity == 0) {
                throw new IllegalArgumentException("similarity must be above 0 but is 0");
            }
            requireNonNull(shingles, "shingles");
            Checks.requireAtLeast(1, mostRows, "mostRows");
        }
    }

    /**
     * Returns a filter of rows that teach the same: of equal texts but for width, case and white space. It remembers a 64-bit
     * hash of each row, about 16 bytes; of a million rows, one is left out by mistake with a probability of 3 in 100 million.
     */
    public static RowFilter exact() {
        LongSet seen = new LongSet();
        return row -> seen.add(hash(row)) ? Verdict.keep(row) : Verdict.drop("duplicate");
    }

    private static long hash(TrainingRow row) {
        RowContent content = row.content();
        StringBuilder text = new StringBuilder(content.getClass().getSimpleName());
        add(text, content.given());
        add(text, content.wanted());
        if (content instanceof RowContent.Preference preference) {
            add(text, preference.rejected());
            preference.question().evidence().forEach(each -> add(text, each.text()));
        } else if (content instanceof RowContent.Supervised supervised) {
            supervised.question().instructions().forEach(each -> add(text, each));
            supervised.question().history().forEach(each -> add(text, each.text()));
            supervised.question().evidence().forEach(each -> add(text, each.text()));
        }
        return Normal.hash(text, 0, text.length());
    }

    private static void add(StringBuilder text, String part) {
        String normal = Normal.text(part);
        text.append(normal.length()).append(':').append(normal);
    }

    /**
     * Returns a filter of rows that are nearly the same as one before, by MinHash signatures in bands (LSH): of rows at the
     * similarity that is asked for, 99 % share a band, and whether they are near is judged by their signatures, with a
     * standard deviation of at most 0.044. Instructions, history and evidence do not count.
     *
     * @see <a href="http://www.mmds.org">Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3</a>
     * @see <a href="https://arxiv.org/abs/0910.3349">Li and König, b-Bit Minwise Hashing (2010)</a>
     */
    public static RowFilter near(Settings settings) {
        return new NearDuplicates(settings);
    }
}
