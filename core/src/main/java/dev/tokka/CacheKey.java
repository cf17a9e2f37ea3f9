// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

/**
 * All that the answer to a question may depend on.
 *
 * @param fingerprint that of the model
 * @param question the question without what changes only how or when it is answered
 */
record CacheKey(String fingerprint, Question question) {

    static CacheKey of(String fingerprint, Question question) {
        Attributes attributes = question.attributes().without(Deadline.KEY).without(TokenSink.KEY);
        return new CacheKey(fingerprint, question.withAttributes(attributes));
    }

    /** Returns what this has in common with the same question in other words. */
    CacheKey withoutText() {
        return new CacheKey(fingerprint, question.withText("*"));
    }

    /** Returns about how many characters this holds. */
    long characters() {
        long sum = (long) fingerprint.length() + question.text().length();
        for (Turn turn : question.history()) {
            sum += turn.text().length();
        }
        for (String instruction : question.instructions()) {
            sum += instruction.length();
        }
        for (Example example : question.examples()) {
            sum += example.question().length() + example.answer().length();
        }
        for (Passage passage : question.evidence()) {
            sum += passage.text().length();
        }
        return sum;
    }
}
