// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.ModelUnavailableException;
import dev.tokka.ModelUnavailableException.Reason;
import dev.tokka.rag.index.IndexStorageException;
import java.io.IOException;
import java.sql.SQLException;

/**
 * Failures of the database as those of an index. The server's words are left out: they hold values, and names of users and
 * machines.
 */
final class PostgresFailures {

    private PostgresFailures() {}

    static IOException io(SQLException e) {
        return new IOException("state " + e.getSQLState());
    }

    static IndexStorageException storage(SQLException e, String doing) {
        return new IndexStorageException(
                "postgres: expected a database that does as it is told while " + doing + " but it answered with state "
                        + e.getSQLState() + "; what was committed before is still there",
                null);
    }

    static ModelUnavailableException unavailable(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return new ModelUnavailableException(
                reason(state), "postgres: expected passages but the database answered with state " + state);
    }

    private static Reason reason(String state) {
        if (state.equals("57014")) {
            return Reason.TIMEOUT;
        }
        if (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53") || state.startsWith("40")) {
            return Reason.TEMPORARY;
        }
        return state.startsWith("28") || state.startsWith("3D") || state.startsWith("42")
                ? Reason.CONFIGURATION
                : Reason.PROVIDER;
    }
}
