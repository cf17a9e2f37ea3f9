// SPDX-License-Identifier: Apache-2.0
package dev.tokka.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes false claims of true ones by one small change each; where there is nothing to change, they stay. */
final class FalseClaims {

    private static final Pattern VERB =
            Pattern.compile("\\b(is|are|was|were|must|may|can|will|should|does|do|has|have)\\b(?! not)");

    /** In the order in which they are tried. */
    private static final List<Map.Entry<String, String>> UNITS = List.of(
            Map.entry("business days", "weeks"),
            Map.entry("days", "weeks"),
            Map.entry("weeks", "days"),
            Map.entry("months", "years"),
            Map.entry("years", "months"),
            Map.entry("hours", "days"),
            Map.entry("営業日", "週間"),
            Map.entry("か月", "年"),
            Map.entry("円", "ドル"),
            Map.entry("¥", "$"));

    private FalseClaims() {}

    /** Returns {@code claim} with one denial more or less. */
    static String denied(String claim) {
        if (claim.matches("(?s).*\\b(not|no|never)\\b.*")) {
            return claim.replaceFirst("\\bnot \\b|\\bnever \\b|\\bno \\b", "");
        }
        Matcher verb = VERB.matcher(claim);
        if (verb.find()) {
            return claim.substring(0, verb.end()) + " not" + claim.substring(verb.end());
        }
        return claim.replaceFirst("(?:しない|ない)。?$", "する。").equals(claim)
                ? claim.replaceFirst("である。?$", "ではない。")
                        .replaceFirst("できる。?$", "できない。")
                        .replaceFirst("する。?$", "しない。")
                        .replaceFirst("いる。?$", "いない。")
                : claim.replaceFirst("(?:しない|ない)。?$", "する。");
    }

    /** Returns {@code claim} with its first number one higher. */
    static String otherNumber(String claim) {
        Matcher number = Pattern.compile("(?<![\\d,.])[1-9]\\d{0,4}(?![\\d,.])").matcher(claim);
        return number.find()
                ? claim.substring(0, number.start())
                        + (Integer.parseInt(number.group()) + 1)
                        + claim.substring(number.end())
                : claim;
    }

    /** Returns {@code claim} with another unit after, or sign before, its first number that has one of a few. */
    static String otherUnit(String claim) {
        for (Map.Entry<String, String> unit : UNITS) {
            String word = Pattern.quote(unit.getKey());
            Matcher place = Pattern.compile("(?<=\\d ?)" + word + "(?![a-z])|" + word + "(?=\\d)")
                    .matcher(claim);
            if (place.find()) {
                return claim.substring(0, place.start()) + unit.getValue() + claim.substring(place.end());
            }
        }
        return claim;
    }
}
