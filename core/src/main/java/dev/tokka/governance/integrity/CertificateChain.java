// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.integrity;

import dev.tokka.governance.integrity.UntrustedModelException.Reason;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/** Finds the key of a signer by certificates that lead to an authority. */
final class CertificateChain {

    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

    private final List<X509Certificate> anchors;
    private final X500Principal subject;
    private final Instant when;

    CertificateChain(List<X509Certificate> anchors, X500Principal subject, Instant when) {
        this.anchors = List.copyOf(anchors);
        this.subject = subject;
        this.when = when;
    }

    ECPublicKey key(Envelope envelope) {
        if (envelope.certificates().isEmpty()) {
            throw refused(envelope, "expected a signature by a certificate but it names a key");
        }
        List<X509Certificate> chain = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] each : envelope.certificates()) {
                chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(each)));
            }
        } catch (CertificateException e) {
            throw new UntrustedModelException(
                    envelope.bundle(), Reason.MALFORMED, "expected certificates but there is something else", e);
        }
        X509Certificate signer = chain.get(0);
        if (!signer.getSubjectX500Principal().equals(subject)) {
            throw refused(
                    envelope,
                    "expected a certificate of " + subject + " but it is one of " + signer.getSubjectX500Principal());
        }
        if (!maySign(signer)) {
            throw refused(envelope, "expected a certificate that is meant for signing but it is not");
        }
        requirePath(envelope, signer, chain);
        if (signer.getPublicKey() instanceof ECPublicKey key) {
            return key;
        }
        throw new UntrustedModelException(
                envelope.bundle(), Reason.UNSUPPORTED, "expected a key on an elliptic curve but it is another");
    }

    private void requirePath(Envelope envelope, X509Certificate signer, List<X509Certificate> chain) {
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(signer);
        try {
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(
                    anchors.stream().map(each -> new TrustAnchor(each, null)).collect(Collectors.toSet()), target);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(when));
            CertPathBuilder.getInstance("PKIX").build(parameters);
        } catch (GeneralSecurityException e) {
            throw new UntrustedModelException(
                    envelope.bundle(),
                    Reason.OTHER_SIGNER,
                    "expected a certificate that leads to one of the trusted authorities and is valid at " + when
                            + " but it does not",
                    e);
        }
    }

    private static boolean maySign(X509Certificate signer) {
        boolean[] usage = signer.getKeyUsage();
        if (usage != null && usage[0]) {
            return true;
        }
        try {
            return Optional.ofNullable(signer.getExtendedKeyUsage())
                    .orElse(List.of())
                    .contains(CODE_SIGNING);
        } catch (CertificateException e) {
            return false; // unreadable, so it allows nothing
        }
    }

    private static UntrustedModelException refused(Envelope envelope, String detail) {
        return new UntrustedModelException(envelope.bundle(), Reason.OTHER_SIGNER, detail);
    }
}
