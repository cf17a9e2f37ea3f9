// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import dev.tokka.config.Kind;
import dev.tokka.config.KindProvider;
import dev.tokka.config.Role;
import dev.tokka.config.Secret;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Offers {@code redacted} and {@code pseudonymized} to files. */
public final class PrivacyKinds implements KindProvider {

    private static final Setting<Boolean> USUAL = Setting.of(
            "usual",
            Type.truth(),
            true,
            "Whether e-mail, telephones, postal codes, cards, accounts, My Numbers and social security numbers are hidden.");
    private static final Setting<Path> NAMES = Setting.optional(
            "names", Type.file(), "A file of names to hide, such as those of customers, one in each line, in UTF-8.");
    private static final Setting<Boolean> CORPORATE = Setting.of(
            "corporate-numbers", Type.truth(), false, "Whether corporate numbers are hidden too, which are public.");
    private static final Setting<Secret> KEY = Setting.required(
            "key",
            Type.secret(),
            "The key of the tenant: at least 16 bytes, in base64. Equal values are equal under it.");

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public PrivacyKinds() {}

    @Override
    public List<Kind<?>> kinds() {
        return List.of(
                Role.SPECIALIZATION.kind(
                        "redacted",
                        "Hides what points to a person from the model, for good. Put it first, next to the model.",
                        Type.object(USUAL, NAMES, CORPORATE),
                        (settings, making) -> {
                            Detector detector = detector(settings);
                            return model -> Privacy.redacted(model, detector);
                        }),
                Role.SPECIALIZATION.kind(
                        "pseudonymized",
                        "Shows the model pseudonyms of what points to a person, and the caller the values again. Put it"
                                + " first, next to the model.",
                        Type.object(KEY, USUAL, NAMES, CORPORATE),
                        (settings, making) -> {
                            Detector detector = detector(settings);
                            SecretKey key = key(settings.get(KEY));
                            return model -> Privacy.pseudonymized(model, detector, key);
                        }));
    }

    private static Detector detector(Settings settings) {
        List<Detector> detectors = new ArrayList<>();
        if (settings.get(USUAL)) {
            detectors.add(Detectors.usual());
        }
        settings.find(NAMES).map(PrivacyKinds::names).ifPresent(detectors::add);
        if (settings.get(CORPORATE)) {
            detectors.add(Detectors.corporateNumbers());
        }
        if (detectors.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected something to hide but 'usual' is false and there are neither 'names' nor 'corporate-numbers'");
        }
        return detectors.size() == 1 ? detectors.get(0) : Detectors.all(detectors.toArray(Detector[]::new));
    }

    private static Detector names(Path file) {
        try {
            return Detectors.names(Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .map(String::strip)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("expected names in UTF-8 but they cannot be read from " + file, e);
        }
    }

    private static SecretKey key(Secret secret) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(secret.value().strip());
        } catch (IllegalArgumentException e) { // its message holds a character of the key
            throw new IllegalArgumentException("expected a key in base64 but found something else");
        }
        if (bytes.length == 0) {
            throw new IllegalArgumentException("expected a key in base64 but it is empty");
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }
}
