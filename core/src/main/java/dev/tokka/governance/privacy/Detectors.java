// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import static java.util.Objects.requireNonNull;

import dev.tokka.Description;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The detectors there are.
 *
 * <p>All read full-width characters, digits of other scripts, other hyphens and invisible characters as the usual ones. They find
 * by form, check digits and lists. What has neither, such as a name that is on no list or a street, they do not find: put a
 * {@link Detector} of your own beside them.
 */
public final class Detectors {

    private Detectors() {}

    /**
     * Returns all but {@link #names} and {@link #corporateNumbers}: e-mail, telephones of Japan, the United States and Great
     * Britain and international ones, postal codes, cards, accounts, My Numbers and social security numbers.
     */
    public static Detector usual() {
        return all(
                emails(),
                phones("JP", "US", "GB"),
                postalCodes(),
                cards(),
                accounts(),
                myNumbers(),
                socialSecurityNumbers());
    }

    /** Returns what any of {@code detectors} finds. */
    public static Detector all(Detector... detectors) {
        return new All(List.of(detectors));
    }

    /**
     * Returns a detector of these names, such as those of customers: in any width and case, with or without the space between
     * first and last name.
     *
     * @throws IllegalArgumentException if there is no name, or one is blank
     */
    public static Detector names(Collection<String> names) {
        return new Names(requireNonNull(names, "names"));
    }

    /** Returns a detector of {@link PersonalData#EMAIL}. */
    public static Detector emails() {
        return Patterns.emails();
    }

    /**
     * Returns a detector of {@link PersonalData#PHONE}: national numbers of {@code regions}, and international ones of any.
     *
     * @param regions in two capital letters (ISO 3166-1), such as {@code JP}
     * @throws IllegalArgumentException if a region is none
     */
    public static Detector phones(String... regions) {
        return new Phones(List.of(regions));
    }

    /** Returns a detector of {@link PersonalData#POSTAL_CODE}. */
    public static Detector postalCodes() {
        return Patterns.postalCodes();
    }

    /** Returns a detector of {@link PersonalData#CARD}. */
    public static Detector cards() {
        return Numbers.cards();
    }

    /** Returns a detector of {@link PersonalData#ACCOUNT}. */
    public static Detector accounts() {
        return all(Patterns.accounts(), new Ibans());
    }

    /** Returns a detector of {@link PersonalData#MY_NUMBER}. */
    public static Detector myNumbers() {
        return Numbers.my();
    }

    /** Returns a detector of {@link PersonalData#SOCIAL_SECURITY_NUMBER}. */
    public static Detector socialSecurityNumbers() {
        return Patterns.socialSecurityNumbers();
    }

    /** Returns a detector of {@link PersonalData#CORPORATE_NUMBER}. */
    public static Detector corporateNumbers() {
        return Numbers.corporate();
    }

    private record All(List<Detector> detectors) implements Detector {

        @Override
        public List<Finding> find(String text) {
            return detectors.stream().flatMap(each -> each.find(text).stream()).toList();
        }

        @Override
        public Description describe() {
            return new Description(
                    "personal-data",
                    "",
                    Map.of(),
                    detectors.stream().map(Detector::describe).toList());
        }
    }
}
