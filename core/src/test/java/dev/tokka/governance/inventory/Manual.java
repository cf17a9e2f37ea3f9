// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** A data source whose connections commit only when they are told to, as pools can be set up to give. */
record Manual(DataSource source) {

    DataSource proxy() {
        return (DataSource) Proxy.newProxyInstance(
                Manual.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, all) -> {
                    try {
                        Object result = method.invoke(source, all);
                        if (result instanceof Connection connection) {
                            connection.setAutoCommit(false);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
