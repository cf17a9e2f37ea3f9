// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.output;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds keys by the forms that their issuers gave them so that scanners can: a fixed beginning and enough characters after it
 * that no word is one. Time grows linearly with the text: no pattern has a choice to take back.
 */
final class KnownKeys {

    /** No letter or digit before, so that nothing is found in the middle of a word. */
    private static final String ALONE = "(?<![A-Za-z0-9])";

    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("-----BEGIN [A-Z ]{0,30}PRIVATE KEY"), // RFC 7468
            Pattern.compile(ALONE + "eyJ[\\w-]{8,}+\\.eyJ[\\w-]{8,}+\\.[\\w-]"), // RFC 7519, signed
            Pattern.compile(
                    ALONE + "[a-z][a-z0-9+.-]{1,20}+://[^\\s/?#@:]{0,80}+:[^\\s/?#@]{3,80}+@"), // RFC 3986, 3.2.1
            Pattern.compile(ALONE + "(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])"), // AWS
            Pattern.compile(ALONE + "AIza[\\w-]{35}"), // Google
            Pattern.compile(ALONE + "gh[oprsu]_[A-Za-z0-9]{36}"), // GitHub
            Pattern.compile(ALONE + "github_pat_\\w{22}"),
            Pattern.compile(ALONE + "glpat-[\\w-]{20}"), // GitLab
            Pattern.compile(ALONE + "xox[abeoprs]-[A-Za-z0-9-]{10}"), // Slack
            Pattern.compile(ALONE + "[rs]k_(?:live|test)_[A-Za-z0-9]{16}"), // Stripe
            Pattern.compile(
                    ALONE + "sk-(?:proj-|svcacct-|ant-|or-)?(?=[\\w-]{0,40}[0-9])[\\w-]{20}"), // OpenAI, Anthropic
            Pattern.compile(ALONE + "hf_[A-Za-z]{34}")); // Hugging Face

    private KnownKeys() {}

    static boolean isIn(String text) {
        String plain = visible(Normalizer.normalize(text, Normalizer.Form.NFKC));
        return FORMS.stream().anyMatch(form -> form.matcher(plain).find());
    }

    /** Returns {@code text} without what is not seen between the characters of a key. */
    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().filter(c -> Character.getType(c) != Character.FORMAT).forEach(visible::appendCodePoint);
        return visible.toString();
    }
}
