// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tokka.governance.integrity.UntrustedModelException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.List;

/**
 * Signatures of model directories, as the {@code model_signing} tool of sigstore writes and checks them.
 *
 * <pre>{@code
 * TrustedSigner vendor = TrustedSigner.key(Path.of("keys/vendor.pem"));
 * ModelSignature.verify(directory, directory.resolve("model.sig"), vendor); // before anything loads a file
 * }</pre>
 *
 * <p>A bundle (sigstore's format 0.3) holds a statement of in-toto (predicate {@code model_signing/signature/v1.0}) in an
 * envelope of DSSE, signed by a key or by a certificate of an authority of one's own. Signatures by short-lived certificates,
 * which only a public log proves, are refused: to check one, a fresh root of trust must be fetched.
 *
 * <p>A signature proves who signed and that nothing changed since, not that the model is good: that is for its approval.
 * Files of version control at the top of the directory are not looked at; every other file must have been signed, whatever
 * the signer left out.
 *
 * @see <a href="https://github.com/sigstore/model-transparency">model_signing</a>
 * @see <a href="https://github.com/secure-systems-lab/dsse/blob/v1.0.0/protocol.md">DSSE</a>
 */
public final class ModelSignature {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelSignature() {}

    /**
     * Returns what was signed, if it was signed by {@code signer} and {@code directory} has exactly that.
     *
     * @param directory of the model
     * @param bundle the signature; may be a file of the directory
     * @throws UntrustedModelException otherwise; it names the first file that is missing, changed or not signed
     */
    public static SignedModel verify(Path directory, Path bundle, TrustedSigner signer) {
        requireNonNull(directory, "directory");
        requireNonNull(signer, "signer");
        BundleReader reader = new BundleReader(requireNonNull(bundle, "bundle"));
        Envelope envelope = reader.read();
        signer.verify(envelope);
        SignedModel model = reader.statement(envelope.payload());
        new ModelFiles(directory, bundle).requireAll(model);
        return model;
    }

    /**
     * Signs the files of {@code directory} as they are now, and writes the signature to {@code bundle}, in place of one that
     * is there.
     *
     * @param keys on the curve P-256, P-384 (the default of sigstore's tools) or P-521
     * @return what was signed
     * @throws UntrustedModelException if the directory or a file in it cannot be read
     * @throws IllegalArgumentException if the keys are of another kind, or do not belong together
     * @throws UncheckedIOException if the bundle cannot be written
     */
    public static SignedModel sign(Path directory, Path bundle, KeyPair keys) {
        if (!(requireNonNull(keys, "keys").getPublic() instanceof ECPublicKey key)) {
            throw new IllegalArgumentException("expected keys on an elliptic curve");
        }
        SignedModel model = SignedModel.of(
                String.valueOf(directory.toAbsolutePath().normalize().getFileName()),
                new ModelFiles(directory, bundle).digests());
        byte[] payload = statement(model).toPrettyString().getBytes(UTF_8);
        byte[] signature = signature(keys, key, payload);
        Envelope envelope = new Envelope(bundle, payload, signature, TrustedSigner.hint(key), List.of());
        try {
            envelope.verify(key);
        } catch (UntrustedModelException e) {
            throw new IllegalArgumentException("expected the two keys of a pair but they do not belong together", e);
        }
        write(bundle, json(envelope).toString());
        return model;
    }

    private static byte[] signature(KeyPair keys, ECPublicKey key, byte[] payload) {
        try {
            Signature signature = Signature.getInstance(Envelope.algorithm(key));
            signature.initSign(keys.getPrivate());
            signature.update(Envelope.signed(payload));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("expected a private key that can sign", e);
        }
    }

    private static ObjectNode statement(SignedModel model) {
        ObjectNode root = JSON.createObjectNode().put("_type", BundleReader.STATEMENT_TYPE);
        ObjectNode subject = root.putArray("subject").addObject().put("name", model.name());
        subject.putObject("digest").put("sha256", model.digest());
        root.put("predicateType", BundleReader.PREDICATE_TYPE);
        ObjectNode predicate = root.putObject("predicate");
        predicate
                .putObject("serialization")
                .put("method", "files")
                .put("hash_type", "sha256")
                .put("allow_symlinks", true)
                .putArray("ignore_paths");
        ArrayNode resources = predicate.putArray("resources");
        model.digests()
                .forEach((name, digest) -> resources
                        .addObject()
                        .put("name", name)
                        .put("algorithm", "sha256")
                        .put("digest", digest));
        return root;
    }

    private static ObjectNode json(Envelope envelope) {
        Base64.Encoder base64 = Base64.getEncoder();
        ObjectNode root = JSON.createObjectNode().put("mediaType", BundleReader.MEDIA_TYPE);
        ObjectNode material = root.putObject("verificationMaterial");
        material.putObject("publicKey").put("hint", envelope.keyHint());
        material.putArray("tlogEntries");
        ObjectNode dsse = root.putObject("dsseEnvelope")
                .put("payload", base64.encodeToString(envelope.payload()))
                .put("payloadType", Envelope.PAYLOAD_TYPE);
        dsse.putArray("signatures")
                .addObject()
                .put("sig", base64.encodeToString(envelope.signature()))
                .put("keyid", "");
        return root;
    }

    private static void write(Path bundle, String text) {
        Path folder = bundle.toAbsolutePath().getParent();
        if (folder == null) {
            throw new UntrustedModelException(bundle, Reason.MALFORMED, "expected the name of a file");
        }
        try {
            Path part = Files.createTempFile(folder, ".model", ".sig");
            try {
                Files.writeString(part, text);
                Files.move(part, bundle, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
