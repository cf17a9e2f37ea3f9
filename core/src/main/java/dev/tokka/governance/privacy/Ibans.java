// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import dev.tokka.Description;
import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds IBANs, together or in groups of four. */
final class Ibans implements Detector {

    private static final int SHORTEST = 15;
    private static final int LONGEST = 34;
    private static final Pattern START = Pattern.compile("(?<![\\p{Alnum}])[A-Za-z]{2}\\d{2}(?= ?[A-Za-z0-9])");

    @Override
    public List<Finding> find(String text) {
        String folded = Folded.of(text);
        List<Finding> found = new ArrayList<>();
        Matcher start = START.matcher(folded);
        while (start.find()) {
            int end = end(folded, start.start());
            if (end >= 0) {
                found.add(new Finding(PersonalData.ACCOUNT, new Span(start.start(), end)));
            }
        }
        return found;
    }

    /** Returns where the longest IBAN that begins at {@code from} ends, -1 if none does. */
    private static int end(String folded, int from) {
        StringBuilder iban = new StringBuilder();
        int end = -1;
        for (int at = from; at < folded.length() && iban.length() < LONGEST; at++) {
            char c = folded.charAt(at);
            boolean space = c == ' ' && iban.length() % 4 == 0;
            if (!space && !isAlphanumeric(c)) {
                break;
            }
            if (!space) {
                iban.append(c);
                boolean last = at + 1 == folded.length() || !isAlphanumeric(folded.charAt(at + 1));
                if (last && iban.length() >= SHORTEST && CheckDigits.isIban(iban.toString())) {
                    end = at + 1;
                }
            }
        }
        return end;
    }

    private static boolean isAlphanumeric(char c) {
        return DigitGroups.isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    @Override
    public Description describe() {
        return Description.of("personal-data", "IBAN");
    }
}
