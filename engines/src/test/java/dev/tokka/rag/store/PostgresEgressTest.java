// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.DataClass;
import dev.tokka.Endpoint;
import dev.tokka.PolicyViolationException;
import dev.tokka.governance.egress.EgressPolicy;
import dev.tokka.governance.egress.EgressRule;
import dev.tokka.rag.document.SourceDocument;
import dev.tokka.rag.index.DocumentEgress;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.index.IngestListener;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Documents on their way to a real PostgreSQL that may not have all of them. */
class PostgresEgressTest {

    private static final Endpoint ADDRESS = Endpoint.of("postgresql://db.bank.example/desk");
    private static final EgressPolicy POLICY =
            EgressPolicy.of(EgressRule.of("postgresql://db.bank.example", DataClass.INTERNAL));
    private static final SourceDocument FEES =
            SourceDocument.plainText("fees.txt", "A transfer abroad costs 12 euros.");
    private static final SourceDocument MERGER = SourceDocument.plainText("merger.txt", "The merger is on 3 May.");

    private static PostgresServer server;

    private final AtomicInteger connections = new AtomicInteger();

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** A data source that counts. */
    private DataSource source() {
        DataSource real = PostgresServer.source(server.newSchema());
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        connections.incrementAndGet();
                    }
                    return method.invoke(real, arguments);
                });
    }

    private PostgresIndex open(DocumentEgress egress) {
        return PostgresIndex.openLexical(source(), IndexSettings.DEFAULT.withEgress(egress));
    }

    @Test
    void noConnectionIsMadeForDocumentsThatMayNotGoThere() {
        try (PostgresIndex index =
                open(DocumentEgress.of(POLICY, DataClass.CONFIDENTIAL)).at(ADDRESS)) {
            int opened = connections.get();

            assertThatExceptionOfType(PolicyViolationException.class)
                    .isThrownBy(() -> index.ingest(List.of(FEES), IngestListener.NONE))
                    .withMessage("ingestion: egress: expected data of class INTERNAL or lower for " + ADDRESS
                            + " but it is CONFIDENTIAL");

            assertThat(connections).hasValue(opened);
        }
    }

    @Test
    void aDatabaseWhoseAddressNobodyToldIsDenied() {
        try (PostgresIndex index = open(DocumentEgress.of(POLICY, DataClass.PUBLIC))) {
            assertThatExceptionOfType(PolicyViolationException.class)
                    .isThrownBy(() -> index.ingest(List.of(FEES), IngestListener.NONE))
                    .withMessageContaining("'postgres' says neither");
        }
    }

    @Test
    void aDocumentOfAHigherClassIsNotWrittenAndTheOthersStay() {
        DocumentEgress byId = DocumentEgress.of(POLICY, DataClass.PUBLIC)
                .withClasses(
                        document -> document.id().startsWith("merger") ? DataClass.RESTRICTED : DataClass.INTERNAL);
        try (PostgresIndex index = open(byId).at(ADDRESS)) {
            index.ingest(List.of(FEES), IngestListener.NONE);

            assertThatExceptionOfType(PolicyViolationException.class)
                    .isThrownBy(() -> index.ingest(List.of(FEES, MERGER), IngestListener.NONE))
                    .withMessageStartingWith("ingestion of 'merger.txt': egress: ");

            assertThat(index.documents()).containsExactly("fees.txt");
            assertThat(index.ingest(List.of(FEES), IngestListener.NONE).unchanged())
                    .containsExactly("fees.txt"); // the refused ingestion has left no lock behind
        }
    }
}
