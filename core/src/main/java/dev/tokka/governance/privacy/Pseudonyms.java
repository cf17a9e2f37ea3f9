// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.tokka.Span;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Writes {@code EMAIL_K3TQ7Z2MXA} and the like where a text points to a person, and the value again where a reply says that.
 *
 * <p>One value, however it is written, has one pseudonym under one key (and comes back as it was written first), so a model sees who is the same; under another key, such as
 * that of another tenant, it has another one, and without the key nobody can compute it. The values are kept in this object alone,
 * until nobody holds it: use one for a conversation, or one for each call. Safe for use by many threads.
 */
public final class Pseudonyms {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; // base32, RFC 4648
    private static final int LENGTH = 10; // 50 bits: values of one conversation do not meet
    private static final Pattern PSEUDONYM = Pattern.compile(Stream.of(PersonalData.values())
            .map(Enum::name)
            .collect(Collectors.joining("|", "(?:", ")_[" + LETTERS + "]{" + LENGTH + "}")));

    private final Detector detector;
    private final SecretKey key;
    private final Map<String, String> values = new ConcurrentHashMap<>();

    /**
     * Creates pseudonyms of what {@code detector} finds.
     *
     * @param key of the tenant, or a fresh one for each conversation; of HMAC-SHA256, with at least 128 bits
     * @throws IllegalArgumentException if the key is shorter, or cannot be used
     */
    public Pseudonyms(Detector detector, SecretKey key) {
        this.detector = requireNonNull(detector, "detector");
        this.key = requireNonNull(key, "key");
        byte[] encoded = key.getEncoded();
        if (encoded != null && encoded.length < 16) { // keys in hardware do not show theirs
            throw new IllegalArgumentException("key must have at least 128 bits");
        }
        code("id"); // refuses a key of another kind here
    }

    /** Returns {@code text} with pseudonyms. */
    public String hide(String text) {
        return hidden(text).text();
    }

    /** Returns {@code text} with the values again; a pseudonym that was not made here stays. */
    public String reveal(String text) {
        return revealed(text).text();
    }

    /** Returns what tells the key from others and tells nothing about it. */
    String keyId() {
        return code("id");
    }

    Veil veil() {
        return new Veil() {

            @Override
            public Hidden hide(String text) {
                return hidden(text);
            }

            @Override
            public Hidden reveal(String text) {
                return revealed(text);
            }
        };
    }

    Hidden hidden(String text) {
        return Hidden.in(text, detector.find(text), this::pseudonym);
    }

    /** Returns {@code text} with the values again; {@code before} is with the pseudonyms. */
    Hidden revealed(String text) {
        StringBuilder revealed = new StringBuilder();
        List<Hidden.Part> parts = new ArrayList<>();
        Matcher matcher = PSEUDONYM.matcher(text);
        int done = 0;
        while (matcher.find()) {
            String value = values.get(matcher.group());
            if (value == null) {
                continue;
            }
            revealed.append(text, done, matcher.start());
            int start = revealed.length();
            revealed.append(value);
            parts.add(new Hidden.Part(new Span(matcher.start(), matcher.end()), new Span(start, revealed.length())));
            done = matcher.end();
        }
        return new Hidden(revealed.append(text, done, text.length()).toString(), List.copyOf(parts));
    }

    private String pseudonym(PersonalData kind, String value) {
        String pseudonym = kind.name() + "_" + code(kind.name() + "\0" + key(kind, value));
        values.putIfAbsent(pseudonym, value);
        return pseudonym;
    }

    /** Returns what is the same in all ways to write {@code value}. */
    private static String key(PersonalData kind, String value) {
        String folded = Folded.of(value).toLowerCase(Locale.ROOT);
        return switch (kind) {
            case NAME -> folded.replace(" ", "");
            case EMAIL -> folded;
            default -> folded.replaceAll("[^\\p{Alnum}]", "");
        };
    }

    private String code(String value) {
        byte[] hash;
        try {
            Mac mac = Mac.getInstance("HmacSHA256"); // one for each call: a Mac is not safe for many threads
            mac.init(key);
            hash = mac.doFinal(value.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("expected a key of HMAC-SHA256", e);
        }
        StringBuilder code = new StringBuilder();
        for (int at = 0; at < LENGTH; at++) {
            code.append(LETTERS.charAt(hash[at] & 31));
        }
        return code.toString();
    }

    /** Says how many values are kept, and none of them. */
    @Override
    public String toString() {
        return "Pseudonyms(" + values.size() + ")";
    }
}
