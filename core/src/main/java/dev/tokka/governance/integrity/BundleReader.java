// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.integrity;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokka.governance.integrity.UntrustedModelException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a bundle. What is not exactly as the format says is refused, so that nothing in it can be changed unseen. */
final class BundleReader {

    static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
    static final String PREDICATE_TYPE = "https://model_signing/signature/v1.0";

    private static final long MAX_BYTES = 64L << 20;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path bundle;

    BundleReader(Path bundle) {
        this.bundle = bundle;
    }

    Envelope read() {
        JsonNode root = parse(bytes());
        only(root, "", "mediaType", "verificationMaterial", "dsseEnvelope");
        require(text(root, "mediaType"), MEDIA_TYPE, "mediaType");
        JsonNode envelope = root.path("dsseEnvelope");
        only(envelope, "dsseEnvelope", "payload", "payloadType", "signatures");
        require(text(envelope, "payloadType"), Envelope.PAYLOAD_TYPE, "payloadType");
        JsonNode signatures = envelope.path("signatures");
        if (signatures.size() != 1) {
            throw wrong("expected one signature but there are " + signatures.size());
        }
        JsonNode signature = signatures.get(0);
        only(signature, "signatures", "sig", "keyid");
        if (!signature.path("keyid").asText("").isEmpty()) {
            throw wrong("expected an empty \"keyid\" but there is one");
        }
        JsonNode material = root.path("verificationMaterial");
        return new Envelope(
                bundle,
                decoded(text(envelope, "payload"), "payload"),
                decoded(text(signature, "sig"), "sig"),
                keyHint(material),
                certificates(material));
    }

    /** Returns the model that a payload names; whoever calls this has verified it. */
    SignedModel statement(byte[] payload) {
        JsonNode root = parse(payload);
        require(text(root, "_type"), STATEMENT_TYPE, "_type");
        require(text(root, "predicateType"), PREDICATE_TYPE, "predicateType");
        if (root.path("subject").size() != 1) {
            throw wrong(
                    "expected one subject but there are " + root.path("subject").size());
        }
        JsonNode subject = root.path("subject").path(0);
        JsonNode serialization = root.path("predicate").path("serialization");
        require(text(serialization, "method"), "files", "method");
        require(text(serialization, "hash_type"), "sha256", "hash_type");
        Map<String, String> digests = new LinkedHashMap<>();
        for (JsonNode resource : root.path("predicate").path("resources")) {
            require(text(resource, "algorithm"), "sha256", "algorithm");
            if (digests.put(text(resource, "name"), text(resource, "digest")) != null) {
                throw wrong("expected each file once but one is there twice");
            }
        }
        String digest = text(subject.path("digest"), "sha256");
        try {
            SignedModel model = new SignedModel(text(subject, "name"), digest, new TreeMap<>(digests));
            if (SignedModel.digestOf(digests.values()).equals(digest)) {
                return model;
            }
        } catch (IllegalArgumentException e) {
            throw new UntrustedModelException(bundle, Reason.MALFORMED, String.valueOf(e.getMessage()), e);
        }
        throw wrong("expected the digest of the model to be that of its files but it is another");
    }

    private String keyHint(JsonNode material) {
        if (material.has("certificate")) {
            throw new UntrustedModelException(
                    bundle,
                    Reason.UNSUPPORTED,
                    "expected a signature by a key, or by a certificate of an authority of one's own, but it is one by a"
                            + " short-lived certificate, to be checked against a public log");
        }
        only(material, "verificationMaterial", "publicKey", "x509CertificateChain", "tlogEntries");
        if (!material.path("tlogEntries").isMissingNode() && !isEmptyArray(material.path("tlogEntries"))) {
            throw wrong("expected no entries of a log but there are some");
        }
        if (material.has("publicKey") == material.has("x509CertificateChain")) {
            throw wrong("expected either \"publicKey\" or \"x509CertificateChain\"");
        }
        if (!material.has("publicKey")) {
            return "";
        }
        only(material.path("publicKey"), "publicKey", "hint");
        return text(material.path("publicKey"), "hint");
    }

    private List<byte[]> certificates(JsonNode material) {
        List<byte[]> certificates = new ArrayList<>();
        if (material.has("x509CertificateChain")) {
            JsonNode chain = material.path("x509CertificateChain");
            only(chain, "x509CertificateChain", "certificates");
            for (JsonNode certificate : chain.path("certificates")) {
                only(certificate, "certificates", "rawBytes");
                certificates.add(decoded(text(certificate, "rawBytes"), "rawBytes"));
            }
            if (certificates.isEmpty()) {
                throw wrong("expected the certificate of the signer but there is none");
            }
        }
        return certificates;
    }

    private byte[] bytes() {
        try {
            if (!Files.isRegularFile(bundle)) {
                throw new UntrustedModelException(
                        bundle, Reason.MISSING, "expected the signature of a model but there is no such file");
            }
            if (Files.size(bundle) > MAX_BYTES) {
                throw wrong("expected at most " + MAX_BYTES + " bytes but there are " + Files.size(bundle));
            }
            return Files.readAllBytes(bundle);
        } catch (IOException e) {
            throw new UntrustedModelException(bundle, Reason.UNREADABLE, "the signature cannot be read", e);
        }
    }

    private JsonNode parse(byte[] bytes) {
        try {
            JsonNode node = JSON.readTree(bytes);
            if (node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new UntrustedModelException(
                    bundle, Reason.MALFORMED, "expected a signature as JSON but it is something else", e);
        }
        throw wrong("expected a signature as a JSON object but it is something else");
    }

    private void only(JsonNode node, String where, String... names) {
        Set<String> unknown = new TreeSet<>();
        node.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(Set.of(names));
        if (!node.isObject() || !unknown.isEmpty()) {
            throw wrong("expected an object" + (where.isEmpty() ? "" : " \"" + where + "\"") + " with "
                    + String.join(", ", names) + " only but it has something else");
        }
    }

    private String text(JsonNode node, String member) {
        if (!node.path(member).isTextual()) {
            throw wrong("expected a text \"" + member + "\" but there is none");
        }
        return node.path(member).textValue();
    }

    private void require(String seen, String expected, String member) {
        if (!seen.equals(expected)) {
            throw new UntrustedModelException(
                    bundle,
                    Reason.UNSUPPORTED,
                    "expected \"" + member + "\" to be " + expected + " but it is another text");
        }
    }

    /** Decodes {@code text}; a second spelling of the same bytes is refused. */
    private byte[] decoded(String text, String member) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new UntrustedModelException(
                    bundle, Reason.MALFORMED, "expected Base64 in \"" + member + "\" but it is something else", e);
        }
        throw wrong("expected canonical Base64 in \"" + member + "\" but it is something else");
    }

    private static boolean isEmptyArray(JsonNode node) {
        return node.isArray() && node.isEmpty();
    }

    private UntrustedModelException wrong(String detail) {
        return new UntrustedModelException(bundle, Reason.MALFORMED, detail);
    }
}
