// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.output;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.Digests;
import dev.tokka.DomainModel;
import dev.tokka.Specialization;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Withholds replies that hold a secret: a system prompt, a canary that was planted in it, or a key.
 *
 * <p>A secret that was {@linkplain #of given} is found as it is written and reversed, in upper or lower case, in full-width and
 * decorated letters, with anything but letters and digits between its letters, in Base64 (also the URL-safe kind, at any
 * offset, without its first and last characters), in hexadecimal, and so do all these forms of the text read backwards. A
 * {@linkplain #prompt prompt} is found by each of its sentences, and {@linkplain #keys keys} by the forms that their issuers gave
 * them.
 *
 * <p>Looked through are the text of a reply and the words that it quotes, the reason of an abstention, and what was written
 * before an answer was cut off. What holds a secret ends in {@link dev.tokka.PolicyViolationException}, as does a text of more
 * than a million characters; no part of a reply reaches the sink before all of it was looked through. What a model says of a
 * secret in its own words, or spells in a code of its own, is not found: keep real secrets out of prompts.
 *
 * <p>The work for a reply grows with its length and the number of secrets only. Safe for use by many threads; neither
 * {@code toString} nor the description shows a secret.
 *
 * <pre>{@code
 * DomainModel guarded = model.with(LeakGuard.of(canary).and(LeakGuard.keys()));
 * }</pre>
 */
public final class LeakGuard implements Specialization {

    private static final int LONGEST_TEXT = 1_000_000;

    /** Shorter ones, such as "Be brief.", are what any reply may say. */
    private static final int SHORTEST_SENTENCE = 20;

    private final List<String> forms;
    private final List<String> digests;
    private final boolean keys;

    private LeakGuard(Set<String> forms, Set<String> digests, boolean keys) {
        this.forms = List.copyOf(forms);
        this.digests = List.copyOf(digests);
        this.keys = keys;
    }

    /**
     * Returns the guard of {@code secrets}.
     *
     * @param secrets each with at least 8 letters and digits
     * @throws IllegalArgumentException if there is none or one is shorter
     */
    public static LeakGuard of(String... secrets) {
        return of(Arrays.asList(secrets));
    }

    private static LeakGuard of(List<String> secrets) {
        Checks.requireAtLeast(1, secrets.size(), "number of secrets");
        Set<String> forms = new TreeSet<>();
        Set<String> digests = new TreeSet<>();
        for (String secret : secrets) {
            forms.addAll(SecretForms.of(Checks.requireText(secret, "secret")));
            digests.add(Digests.sha256(secret));
        }
        return new LeakGuard(forms, digests, false);
    }

    /**
     * Returns the guard of a long text, such as a system prompt: of each of its sentences and lines that has at least 20
     * letters and digits, since a model may repeat a part.
     *
     * @throws IllegalArgumentException if there is no such sentence
     */
    public static LeakGuard prompt(String text) {
        List<String> sentences = Arrays.stream(Checks.requireText(text, "text").split("[.!?。！？\\n\\r]+", -1))
                .map(String::strip)
                .filter(sentence -> SecretForms.letters(sentence).length() >= SHORTEST_SENTENCE)
                .toList();
        if (sentences.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected a sentence of at least " + SHORTEST_SENTENCE + " letters and digits but there is none");
        }
        return of(sentences);
    }

    /**
     * Returns the guard of keys that nobody named: private keys in PEM, JSON Web Tokens, addresses with a password, and the
     * keys of AWS, Google, GitHub, GitLab, Slack, Stripe, OpenAI, Anthropic and Hugging Face, by the forms that their issuers
     * have published. They are found as they are written, in full width and between invisible characters too.
     */
    public static LeakGuard keys() {
        return new LeakGuard(Set.of(), Set.of(), true);
    }

    /** Returns the guard that withholds what this or {@code other} withholds. */
    public LeakGuard and(LeakGuard other) {
        return new LeakGuard(joined(forms, other.forms), joined(digests, other.digests), keys || other.keys);
    }

    /** Returns whether {@code text} holds none of the secrets, as the class says, and is not too long to be looked through. */
    public boolean isClean(String text) {
        if (requireNonNull(text, "text").length() > LONGEST_TEXT || (keys && KnownKeys.isIn(text))) {
            return false;
        }
        if (forms.isEmpty()) {
            return true;
        }
        String letters = SecretForms.letters(text);
        return forms.stream().noneMatch(letters::contains);
    }

    private static Set<String> joined(List<String> one, List<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    @Override
    public DomainModel specialize(DomainModel base) {
        return new LeakGuardModel(this, requireNonNull(base, "base"));
    }

    /** Returns the SHA-256 of each secret, sorted, and {@code "keys"} if keys are found by their form. */
    List<String> guarded() {
        return Stream.concat(digests.stream(), keys ? Stream.of("keys") : Stream.empty())
                .toList();
    }

    /** Returns how many secrets are guarded, and whether keys are. */
    @Override
    public String toString() {
        return "leakGuard(" + digests.size() + (keys ? ", keys)" : ")");
    }
}
