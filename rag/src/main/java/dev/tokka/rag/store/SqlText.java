// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.store;

import dev.tokka.rag.metadata.Filter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A statement that is put together from fixed pieces; every value is bound, none is ever a part of the text. */
final class SqlText {

    /** A value that PostgreSQL gets as an array. */
    record Array(String type, List<Object> values) {}

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    SqlText add(String fixed, Object... bound) {
        text.append(fixed);
        values.addAll(List.of(bound));
        return this;
    }

    static Array texts(Collection<String> values) {
        return new Array("text", List.copyOf(values));
    }

    /** Adds the condition for what {@code asker} may find and asks for, about the document {@code d}. */
    SqlText addCondition(Asker asker) {
        add(
                "(d.tenant IS NULL OR d.tenant = ?)",
                asker.tenant().map(Exact::term).orElse(""));
        add(" AND (d.roles IS NULL OR d.roles && ?)", texts(Exact.terms(asker.roles())));
        asker.filter().ifPresent(filter -> {
            add(" AND ");
            addFilter(filter);
        });
        return this;
    }

    private void addFilter(Filter filter) {
        if (filter instanceof Filter.Equal equal) {
            addLabels(Set.of(Exact.label(equal.key(), equal.value())));
        } else if (filter instanceof Filter.OneOf oneOf) {
            addLabels(oneOf.values().stream()
                    .map(value -> Exact.label(oneOf.key(), value))
                    .toList());
        } else if (filter instanceof Filter.Present present) {
            addLabels(Set.of(present.key()));
        } else if (filter instanceof Filter.Between between) {
            add("(d.numbers ->> ? IS NOT NULL", between.key());
            between.from()
                    .ifPresent(value -> add(
                            " AND (d.numbers ->> ?)::numeric >= ?::numeric",
                            between.key(),
                            Exact.number(value).toString()));
            between.to()
                    .ifPresent(value -> add(
                            " AND (d.numbers ->> ?)::numeric <= ?::numeric",
                            between.key(),
                            Exact.number(value).toString()));
            add(")");
        } else if (filter instanceof Filter.All all) {
            addParts(all.filters(), " AND ", "TRUE");
        } else if (filter instanceof Filter.Any any) {
            addParts(any.filters(), " OR ", "FALSE");
        } else if (filter instanceof Filter.Not not) {
            add("NOT ");
            addFilter(not.filter());
        }
    }

    private void addLabels(Collection<String> labels) {
        add("d.labels && ?", texts(labels));
    }

    private void addParts(List<Filter> parts, String between, String none) {
        add("(");
        for (int i = 0; i < parts.size(); i++) {
            add(i == 0 ? "" : between);
            addFilter(parts.get(i));
        }
        add(parts.isEmpty() ? none : "").add(")");
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        try {
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                if (value instanceof Array array) {
                    statement.setArray(
                            i + 1,
                            connection.createArrayOf(
                                    array.type(), array.values().toArray()));
                } else if (value instanceof Optional<?> optional) {
                    statement.setObject(i + 1, optional.orElse(null));
                } else {
                    statement.setObject(i + 1, value);
                }
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** Runs a statement that gives no rows. */
    int run(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> list(Connection connection, Row<T> row) throws SQLException {
        try (PreparedStatement statement = prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        }
    }

    static SqlText of(String fixed, Object... bound) {
        return new SqlText().add(fixed, bound);
    }
}
