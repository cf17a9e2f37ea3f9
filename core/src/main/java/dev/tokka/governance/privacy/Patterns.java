// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import dev.tokka.Description;
import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what has a form of its own. The expressions repeat nothing inside of a repetition, so no text makes them slow. */
record Patterns(PersonalData kind, List<Pattern> patterns) implements Detector {

    private static final String STATES =
            "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI"
                    + "|S[CD]|T[NX]|UT|V[AT]|W[AIVY]";

    static Detector emails() {
        return of(
                PersonalData.EMAIL,
                "(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}+@"
                        + "[A-Za-z0-9](?:[A-Za-z0-9-]|\\.(?=[A-Za-z0-9])){1,250}+(?<=[A-Za-z0-9])");
    }

    static Detector postalCodes() {
        return of(
                PersonalData.POSTAL_CODE,
                "〒 ?\\d{3}-\\d{4}(?![\\d-])",
                "(?<![\\d.〒-])(?<!〒 )\\d{3}-\\d{4}(?![\\d-])",
                "(?:〒|郵便番号)[: は]{0,3}\\d{3} ?\\d{4}(?!\\d)",
                "(?<![\\d-])\\d{5}-\\d{4}(?![\\d-])",
                "(?<=\\b(?:" + STATES + ") {1,2})\\d{5}(?![\\d-])",
                "(?i)(?<=\\bzip(?: code)?:? {0,2})\\d{5}(?![\\d-])",
                "\\b[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}\\b");
    }

    static Detector accounts() {
        return of(
                PersonalData.ACCOUNT,
                "(?<=(?:口座番号|口座|普通預金|普通|当座預金|当座|貯蓄)[: 番号はがNno.]{0,6})\\d[\\d-]{5,10}\\d(?![\\d-])",
                "(?i)(?<=account(?: (?:number|no\\.?|#))?(?: is|:)? {0,2})\\d[\\d-]{5,15}\\d(?![\\d-])");
    }

    static Detector socialSecurityNumbers() {
        return of(
                PersonalData.SOCIAL_SECURITY_NUMBER,
                "(?<![\\d-])(?!000|666|9)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}(?![\\d-])");
    }

    private static Detector of(PersonalData kind, String... expressions) {
        return new Patterns(
                kind, List.of(expressions).stream().map(Pattern::compile).toList());
    }

    @Override
    public List<Finding> find(String text) {
        String folded = Folded.of(text);
        List<Finding> found = new ArrayList<>();
        for (Pattern pattern : patterns) {
            Matcher matcher = pattern.matcher(folded);
            while (matcher.find()) {
                found.add(new Finding(kind, new Span(matcher.start(), matcher.end())));
            }
        }
        return found;
    }

    @Override
    public Description describe() {
        return Description.of("personal-data", kind.name());
    }
}
