// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

/** What kind of thing points to a person. */
public enum PersonalData {

    /** A name from a list. */
    NAME,

    /** An address of e-mail. */
    EMAIL,

    /** A telephone number that is in use, in national or international form. */
    PHONE,

    /** A postal code: Japanese, American with a state, a label or nine digits, or British. */
    POSTAL_CODE,

    /** A number of a payment card, with a valid check digit. */
    CARD,

    /** A number of an account: an IBAN with valid check digits, or digits after a word that says so. */
    ACCOUNT,

    /** A Japanese individual number (個人番号, My Number), with a valid check digit. */
    MY_NUMBER,

    /** An American social security number, in its form with hyphens. */
    SOCIAL_SECURITY_NUMBER,

    /** A Japanese corporate number (法人番号), with a valid check digit. It is public, so it is not hidden unless asked for. */
    CORPORATE_NUMBER
}
