// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.kinds;

import dev.tokka.config.Secret;
import dev.tokka.config.Settings;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Apart from the rest, so that the driver is loaded only where it is used. */
final class PostgresDatabase {

    private static final int SECONDS_TO_CONNECT = 10;

    private PostgresDatabase() {}

    /** Returns connections, each of its own session, as an index wants them. */
    static DataSource of(Settings settings) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(settings.get(StoreKinds.URL));
        database.setConnectTimeout(SECONDS_TO_CONNECT);
        settings.find(StoreKinds.SCHEMA).ifPresent(database::setCurrentSchema);
        settings.find(StoreKinds.USER).ifPresent(database::setUser);
        settings.find(StoreKinds.PASSWORD).map(Secret::value).ifPresent(database::setPassword);
        return database;
    }
}
