// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.benchmark;

/** A file of a data set is not as expected. The message says where, what was expected and what was seen. */
public final class BenchmarkFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 80;

    /**
     * Makes an exception.
     *
     * @param where such as {@code "test.csv, row 3, column category"}
     * @param expected what should be there, such as {@code "a text"}
     * @param seen what is there; the message shows its first 80 characters
     */
    public BenchmarkFormatException(String where, String expected, String seen) {
        super(message(where, expected, seen));
    }

    /** Makes an exception with a cause; otherwise the same. */
    public BenchmarkFormatException(String where, String expected, Throwable cause) {
        super(message(where, expected, String.valueOf(cause.getMessage())), cause);
    }

    private static String message(String where, String expected, String seen) {
        int end = Math.min(seen.length(), SHOWN);
        if (end < seen.length() && Character.isHighSurrogate(seen.charAt(end - 1))) {
            end--;
        }
        return where + ": expected " + expected + ", seen: " + seen.substring(0, end)
                + (end < seen.length() ? " …" : "");
    }
}
