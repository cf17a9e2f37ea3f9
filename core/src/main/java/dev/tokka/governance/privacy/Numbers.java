// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import dev.tokka.Description;
import dev.tokka.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds numbers of one kind by their length and check digits. */
record Numbers(PersonalData kind, int min, int max, Predicate<String> isOne) implements Detector {

    private static final Pattern CARD =
            Pattern.compile("4\\d{12}(\\d{3}){0,2}|5[1-5]\\d{14}|2[2-7]\\d{14}|3[47]\\d{13}|3[068]\\d{12}"
                    + "|35\\d{14}|6\\d{15}(\\d{3})?|81\\d{14}");
    private static final Pattern CORPORATE_SHAPE = Pattern.compile("\\d-\\d{4}-\\d{4}-\\d{4}");

    /** Cards; a corporate number that has the check digit of a card too, as one in some thousands has, is none. */
    static Detector cards() {
        return new NotCorporate(new Numbers(
                PersonalData.CARD, 13, 19, digits -> CARD.matcher(digits).matches() && CheckDigits.isLuhn(digits)));
    }

    static Detector corporate() {
        return new Numbers(PersonalData.CORPORATE_NUMBER, 13, 13, CheckDigits::isCorporateNumber);
    }

    /** My Numbers; twelve digits inside of a corporate number, as that is written, are none. */
    static Detector my() {
        Detector numbers = new Numbers(PersonalData.MY_NUMBER, 12, 12, CheckDigits::isMyNumber);
        return new NotCorporate(numbers);
    }

    @Override
    public List<Finding> find(String text) {
        List<Finding> found = new ArrayList<>();
        for (DigitGroups.Digits number : DigitGroups.numbers(Folded.of(text), min, max)) {
            if (isOne.test(number.digits())) {
                found.add(new Finding(kind, number.span()));
            }
        }
        return found;
    }

    @Override
    public Description describe() {
        return Description.of("personal-data", kind.name());
    }

    /** Numbers without what is a corporate number, or a part of one. */
    private record NotCorporate(Detector numbers) implements Detector {

        @Override
        public List<Finding> find(String text) {
            List<Finding> found = numbers.find(text);
            if (found.isEmpty()) {
                return found;
            }
            List<Span> corporate = corporateNumbers(Folded.of(text));
            return found.stream()
                    .filter(each -> corporate.stream()
                            .noneMatch(whole -> whole.start() <= each.span().start()
                                    && each.span().end() <= whole.end()))
                    .toList();
        }

        /** Returns those that are written as such: in groups, or behind the T of a registration for invoices. */
        private static List<Span> corporateNumbers(String folded) {
            List<Span> spans = new ArrayList<>();
            for (DigitGroups.Digits number : DigitGroups.numbers(folded, 13, 13)) {
                Span span = number.span();
                boolean registered = span.start() > 0 && folded.charAt(span.start() - 1) == 'T';
                if ((registered || CORPORATE_SHAPE.matcher(span.of(folded)).matches())
                        && CheckDigits.isCorporateNumber(number.digits())) {
                    spans.add(span);
                }
            }
            return spans;
        }

        @Override
        public Description describe() {
            return numbers.describe();
        }
    }
}
