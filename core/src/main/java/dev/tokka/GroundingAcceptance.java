// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** See {@link Acceptance#grounding}. */
record GroundingAcceptance(double share) implements Acceptance {

    private static final Pattern MARKER = Pattern.compile("\\[\\d{1,9}]");

    GroundingAcceptance {
        Checks.requireShare(share, "share");
    }

    @Override
    public boolean accepts(Question question, Answer.Reply reply) {
        return grounding(reply) >= share;
    }

    static double grounding(Answer.Reply reply) {
        String text = reply.text();
        double[] support = new double[text.length()];
        for (Citation citation : reply.citations()) {
            for (int i = citation.claim().start(); i < citation.claim().end(); i++) {
                support[i] = Math.max(support[i], citation.support());
            }
        }
        boolean[] marker = new boolean[text.length()];
        for (Matcher found = MARKER.matcher(text); found.find(); ) {
            Arrays.fill(marker, found.start(), found.end(), true);
        }
        double sum = 0;
        int counted = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!marker[i] && Character.isLetterOrDigit(text.charAt(i))) {
                sum += support[i];
                counted++;
            }
        }
        return counted == 0 ? 0 : sum / counted;
    }

    @Override
    public Description describe() {
        return Description.of("grounding").with("share", share);
    }

    @Override
    public String toString() {
        return "grounding >= " + share;
    }
}
