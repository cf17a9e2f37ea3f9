// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag;

import dev.tokka.rag.text.Language;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a claim must not change of the words it rests on: yes and no, numbers, units and dates. */
final class Facts {

    /** A wrong amount is worse than a missing word. */
    private static final double WRONG_NUMBER = 0.4;

    /** So little that the words alone never make up for it where half of the support is needed. */
    private static final double CONTRADICTED = 0.25;

    /** The number of an item or section, which says nothing. */
    private static final Pattern MARKER =
            Pattern.compile("(?m)^[\\s\\u3000]*\\d{1,2}(?:[.)]|(?:\\.\\d{1,2})+[.)]?)[\\s\\u3000]+");

    private final Language language;
    private final Lexicon lexicon;
    private final Polarity polarity;
    private final Set<Quantities.Quantity> quantities;
    private final List<Dates.Date> dates;

    Facts(String claim, Language language, Lexicon lexicon) {
        this.language = language;
        this.lexicon = lexicon;
        this.polarity = Polarity.of(claim, language, lexicon);
        Dates found = read(claim);
        this.dates = found.dates();
        this.quantities = Quantities.of(found.rest());
    }

    /** Returns 1 if {@code quote} says the same, less if it says otherwise. */
    double keptIn(String quote) {
        double kept = 1;
        if (!quantities.isEmpty() || !dates.isEmpty()) {
            Dates quoted = read(quote);
            Set<Quantities.Quantity> present = Quantities.of(quoted.rest());
            present.addAll(quoted.numbers());
            kept = Math.min(numbers(present), dates(quoted.dates(), present));
        }
        return kept > CONTRADICTED && polarity.isDeniedBy(Polarity.of(quote, language, lexicon)) ? CONTRADICTED : kept;
    }

    private static Dates read(String text) {
        return Dates.of(MARKER.matcher(text).replaceAll(""));
    }

    private double numbers(Set<Quantities.Quantity> present) {
        double kept = 1;
        for (Quantities.Quantity wanted : quantities) {
            List<Quantities.Quantity> same = present.stream()
                    .filter(other -> other.value().equals(wanted.value()))
                    .toList();
            if (same.isEmpty()) {
                kept = Math.min(kept, WRONG_NUMBER);
            } else if (same.stream().noneMatch(other -> wanted.agrees(other))) {
                kept = CONTRADICTED;
            }
        }
        return kept;
    }

    private double dates(List<Dates.Date> quoted, Set<Quantities.Quantity> present) {
        double kept = 1;
        for (Dates.Date wanted : dates) {
            if (quoted.stream().anyMatch(wanted::agrees)) {
                continue;
            }
            boolean numbers = wanted.numbers().stream()
                    .allMatch(number ->
                            present.stream().anyMatch(other -> other.value().equals(number.value())));
            kept = Math.min(kept, quoted.isEmpty() && numbers ? 1 : quoted.isEmpty() ? WRONG_NUMBER : CONTRADICTED);
        }
        return kept;
    }
}
