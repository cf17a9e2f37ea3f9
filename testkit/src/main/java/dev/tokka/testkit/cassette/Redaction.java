// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is removed from requests and responses before they are compared or written: {@code <removed>} stands in its
 * place. Immutable; each {@code plus…} returns a copy.
 *
 * <p>This protects against accidents, not against secrets in a form that nobody thought of: read a cassette before you
 * commit it.
 */
public final class Redaction {

    /** What stands for what was removed. */
    public static final String REMOVED = "<removed>";

    /** What stands before a secret and stays is in the group "keep". */
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----", Pattern.DOTALL),
            Pattern.compile("(?i)(?<keep>\\b(?:proxy-)?authorization[\"']?\\s*[:=]\\s*[\"']?(?:(?:bearer|basic)\\s+)?)"
                    + "[^\\s\"',;&}\\]]{8,}"),
            Pattern.compile(
                    "(?i)(?<keep>\\b(?:x-)?(?:api[-_ ]?key|access[-_]?token|refresh[-_]?token|client[-_]?secret)"
                            + "[\"']?\\s*[:=]\\s*[\"']?)[^\\s\"',;&}\\]]{8,}"),
            Pattern.compile("(?<keep>\\bBearer\\s+)[A-Za-z0-9._~+/=-]{8,}"),
            Pattern.compile("(?i)(?<keep>\\bbearer\\s+)(?=[a-z._~+/=-]*[0-9])[a-z0-9._~+/=-]{8,}"),
            Pattern.compile("\\bsk-[A-Za-z0-9_-]{8,}"),
            Pattern.compile("\\b(?:gh[opsu]|github_pat|hf)_[A-Za-z0-9_]{20,}"),
            Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{10,}"),
            Pattern.compile("\\bAKIA[0-9A-Z]{16}\\b"),
            Pattern.compile("\\bAIza[0-9A-Za-z_-]{35}"),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"));

    private static final Pattern EMAIL_ADDRESS =
            Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,8}");

    /**
     * Removes what looks like a secret: values after {@code Authorization}, {@code api-key} and the like, {@code Bearer}
     * tokens, {@code sk-…} and other well-known keys, JSON web tokens and private keys in PEM.
     */
    public static final Redaction SECRETS_ONLY = new Redaction(SECRETS);

    private final List<Pattern> patterns;

    private Redaction(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /** Returns this redaction that also removes every match of {@code pattern}. */
    public Redaction plus(Pattern pattern) {
        return new Redaction(Stream.concat(patterns.stream(), Stream.of(requireNonNull(pattern, "pattern")))
                .toList());
    }

    /** Returns this redaction that also removes e-mail addresses. */
    public Redaction plusEmailAddresses() {
        return plus(EMAIL_ADDRESS);
    }

    /** Returns {@code text} without what is to be removed; applying this twice changes nothing more. */
    public String apply(String text) {
        String result = requireNonNull(text, "text");
        for (Pattern pattern : patterns) {
            String kept = SECRETS.contains(pattern) && pattern.pattern().contains("(?<keep>") ? "${keep}" : "";
            result = pattern.matcher(result).replaceAll(kept + Matcher.quoteReplacement(REMOVED));
        }
        return result;
    }

    /** Returns how much is removed. */
    @Override
    public String toString() {
        return "Redaction[" + patterns.size() + " patterns]";
    }
}
