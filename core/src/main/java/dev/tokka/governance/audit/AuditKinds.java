// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import dev.tokka.DomainModel;
import dev.tokka.config.Kind;
import dev.tokka.config.KindProvider;
import dev.tokka.config.Making;
import dev.tokka.config.Role;
import dev.tokka.config.Secret;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.Type;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Offers {@code audited} to files. */
public final class AuditKinds implements KindProvider {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final Setting<Path> DIRECTORY = Setting.required(
            "directory", Type.directory(), "Where the log is, or is begun. One process writes to it at a time.");
    private static final Setting<Auditing.Contents> CONTENTS = Setting.of(
            "contents",
            Type.choice(Auditing.Contents.class),
            Auditing.DEFAULT.contents(),
            "Whether the texts of questions and answers are kept, encrypted, or only digests of them.");
    private static final Setting<Auditing.OnFailure> ON_FAILURE = Setting.of(
            "on-failure",
            Type.choice(Auditing.OnFailure.class),
            Auditing.DEFAULT.onFailure(),
            "What happens if no record can be stored: closed withholds the answer, open returns it and counts.");
    private static final Setting<Auditing.Streaming> STREAMING = Setting.of(
            "streaming",
            Type.choice(Auditing.Streaming.class),
            Auditing.DEFAULT.streaming(),
            "Whether replies are streamed at once, or in one piece when they are recorded.");
    private static final Setting<AuditSettings.Durability> DURABILITY = Setting.of(
            "durability",
            Type.choice(AuditSettings.Durability.class),
            AuditSettings.DEFAULT.durability(),
            "Whether a record is on the disk before the answer is returned, or only with the operating system.");
    private static final Setting<Integer> MAX_BYTES = Setting.of(
            "max-bytes",
            Type.integer(1024, 1024 * 1024 * 1024),
            AuditSettings.Segmentation.DEFAULT.maxBytes(),
            "About how long a file of records gets.");
    private static final Setting<Duration> MAX_AGE = Setting.of(
            "max-age",
            Type.duration(SECOND),
            AuditSettings.Segmentation.DEFAULT.maxAge(),
            "How long a file of records is written to.");
    private static final Setting<Duration> RETENTION = Setting.optional(
            "retention", Type.duration(SECOND), "How long records are kept, such as 184d; without it for ever.");
    private static final Setting<VerifierKey> VERIFIER_KEY = Setting.required(
            "verifier-key", Type.text().as(VerifierKey::parse), "NAME+ID+KEY, the public key of an Ed25519 pair.");
    private static final Setting<Secret> PRIVATE_KEY =
            Setting.required("private-key", Type.secret(), "The private key of the pair: PKCS #8, in base64 or PEM.");
    private static final Setting<CheckpointSigner> SIGNER = Setting.optional(
            "signer", Type.object(VERIFIER_KEY, PRIVATE_KEY).as(AuditKinds::signer), "Who signs checkpoints.");

    /** What says where a log is and how it stores, as {@code audited} has it, for other parts of a file that write to it. */
    public static final Type<Settings> LOG = Type.object(DIRECTORY, DURABILITY, MAX_BYTES, MAX_AGE, RETENTION, SIGNER);

    /** Where a log is and how it stores: two parts of a file that say the same share it. */
    private record Place(
            Path directory,
            AuditSettings.Durability durability,
            AuditSettings.Segmentation segments,
            Optional<VerifierKey> signer) {}

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public AuditKinds() {}

    @Override
    public List<Kind<?>> kinds() {
        return List.of(Role.SPECIALIZATION.kind(
                "audited",
                "Records each call in a log that shows whether it was changed, before the answer is returned.",
                Type.object(
                        DIRECTORY, CONTENTS, ON_FAILURE, STREAMING, DURABILITY, MAX_BYTES, MAX_AGE, RETENTION, SIGNER),
                (settings, making) -> {
                    AuditLog log = log(settings, making);
                    Auditing auditing = auditing(settings);
                    return (DomainModel model) -> log.audit(model, auditing);
                }));
    }

    private static Auditing auditing(Settings settings) {
        Auditing standard = Auditing.DEFAULT;
        return new Auditing(
                standard.subject(),
                standard.redaction(),
                settings.get(CONTENTS),
                settings.get(ON_FAILURE),
                settings.get(STREAMING));
    }

    /**
     * Returns the log of a part of a file, opened once for all parts that say the same of it, and closed with the model.
     *
     * @param settings of {@link #LOG}, or of a type that has all of its settings
     */
    public static AuditLog log(Settings settings, Making making) {
        AuditSettings.Segmentation segments = new AuditSettings.Segmentation(
                settings.get(MAX_BYTES), settings.get(MAX_AGE), settings.find(RETENTION));
        Optional<CheckpointSigner> signer = settings.find(SIGNER);
        Place place = new Place(
                settings.get(DIRECTORY), settings.get(DURABILITY), segments, signer.map(CheckpointSigner::verifierKey));
        AuditSettings unsigned =
                AuditSettings.DEFAULT.withDurability(place.durability()).withSegments(segments);
        return making.shared(
                place,
                AuditLog.class,
                () -> AuditLog.open(
                        place.directory(), signer.map(unsigned::withSigner).orElse(unsigned)));
    }

    private static CheckpointSigner signer(Settings settings) {
        String key = settings.get(PRIVATE_KEY)
                .value()
                .replaceAll("-----[A-Z ]+-----", "")
                .replaceAll("\\s", "");
        try {
            return CheckpointSigner.ed25519(
                    settings.get(VERIFIER_KEY),
                    KeyFactory.getInstance("Ed25519")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("private-key must be the Ed25519 key that fits verifier-key", e);
        }
    }
}
