// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.DomainModel;
import dev.tokka.governance.audit.AuditLog;
import dev.tokka.governance.audit.Auditing;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A model whose calls are recorded keeps the contract if the model does. */
class AuditedContractTest {

    private static final DomainModel POLICY = new FaqModel("policy", "It covers water damage.");
    private static final DomainModel BRANCH = new FaqModel("branch", "Its manager.");

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class StreamedAtOnce extends Audited {

        StreamedAtOnce() {
            super(Auditing.DEFAULT);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class StreamedWhenRecorded extends Audited {

        StreamedWhenRecorded() {
            super(Auditing.DEFAULT.withStreaming(Auditing.Streaming.RECORDED));
        }
    }

    /** A log of its own, and the model around which it is put. */
    abstract static class Audited implements DomainModelContract {

        private final Auditing auditing;
        private DomainModel model = POLICY;
        private DomainModel other = BRANCH;
        private Runnable close = () -> {};

        Audited(Auditing auditing) {
            this.auditing = auditing;
        }

        @BeforeAll
        void open(@TempDir Path directory) {
            AuditLog log = AuditLog.open(directory);
            model = log.audit(POLICY.orElse(BRANCH), auditing);
            other = log.audit(BRANCH, auditing);
            close = log::close;
        }

        @AfterAll
        void close() {
            close.run();
        }

        @Override
        public DomainModel model() {
            return model;
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(other);
        }
    }
}
