// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import java.math.BigInteger;
import java.util.Locale;

/** The check digits of numbers. Each method takes digits only, and answers whether the check digits are right. */
final class CheckDigits {

    private static final BigInteger IBAN_MODULUS = BigInteger.valueOf(97);

    private CheckDigits() {}

    /** A My Number of twelve digits, the last one of which is checked (総務省令 2014 第 85 号, article 5). */
    static boolean isMyNumber(String digits) {
        int sum = 0;
        for (int n = 1; n <= 11; n++) {
            sum += digit(digits, 11 - n) * (n <= 6 ? n + 1 : n - 5);
        }
        int rest = sum % 11;
        return digit(digits, 11) == (rest <= 1 ? 0 : 11 - rest);
    }

    /** A corporate number of thirteen digits, the first one of which is checked (財務省令 2014 第 70 号, article 2). */
    static boolean isCorporateNumber(String digits) {
        int sum = 0;
        for (int n = 1; n <= 12; n++) {
            sum += digit(digits, 13 - n) * (n % 2 == 1 ? 1 : 2);
        }
        return digit(digits, 0) == 9 - sum % 9;
    }

    /** A number of a card, by the formula of Luhn (ISO/IEC 7812-1, annex B). */
    static boolean isLuhn(String digits) {
        int sum = 0;
        for (int n = 0; n < digits.length(); n++) {
            int digit = digit(digits, digits.length() - 1 - n);
            sum += n % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return sum % 10 == 0;
    }

    /** An IBAN without spaces (ISO 13616-1, with the check of ISO/IEC 7064 MOD 97-10). */
    static boolean isIban(String text) {
        StringBuilder digits = new StringBuilder();
        String turned = text.substring(4) + text.substring(0, 4);
        for (char c : turned.toUpperCase(Locale.ROOT).toCharArray()) {
            digits.append(Character.digit(c, Character.MAX_RADIX));
        }
        return new BigInteger(digits.toString()).mod(IBAN_MODULUS).intValue() == 1;
    }

    private static int digit(String digits, int at) {
        return digits.charAt(at) - '0';
    }
}
