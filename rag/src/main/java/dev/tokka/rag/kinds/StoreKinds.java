// SPDX-License-Identifier: Apache-2.0
package dev.tokka.rag.kinds;

import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.Digests;
import dev.tokka.Endpoint;
import dev.tokka.Sending;
import dev.tokka.config.Kind;
import dev.tokka.config.Making;
import dev.tokka.config.Role;
import dev.tokka.config.Secret;
import dev.tokka.config.Setting;
import dev.tokka.config.Settings;
import dev.tokka.config.SettingsFile;
import dev.tokka.config.Type;
import dev.tokka.governance.egress.EgressKinds;
import dev.tokka.governance.egress.EgressPolicy;
import dev.tokka.rag.Encoder;
import dev.tokka.rag.index.DocumentEgress;
import dev.tokka.rag.index.IndexSettings;
import dev.tokka.rag.store.OpenSearchCluster;
import dev.tokka.rag.store.OpenSearchIndex;
import dev.tokka.rag.store.PostgresIndex;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Indexes past one machine in files, each opened once for a file. */
final class StoreKinds {

    static final Setting<String> URL = Setting.required(
            "url",
            Type.text().as(StoreKinds::url),
            "The address as JDBC has it, jdbc:postgresql://host:5432/database, without user and password.");
    static final Setting<String> SCHEMA = Setting.optional(
            "schema", Type.text(), "The schema in which the index lies; without it the first one of the search path.");
    static final Setting<String> USER = Setting.optional("user", Type.text(), "Who asks the server.");
    static final Setting<Secret> PASSWORD =
            Setting.optional("password", Type.secret(), "What the server lets the user in by.");

    private static final Setting<List<URI>> ADDRESSES = Setting.required(
            "addresses",
            Type.list(Type.address(), 1),
            "The addresses of nodes; where one is not reached the next is tried.");
    private static final Setting<String> NAME =
            Setting.required("name", Type.text(), "The alias of the index, in lower case.");
    private static final Setting<Secret> AUTHORIZATION = Setting.optional(
            "authorization", Type.secret(), "The whole header of that name, instead of user and password.");
    private static final Setting<Integer> SHARDS =
            Setting.of("shards", Type.integer(1, 1_024), 1, "How many parts the index gets if it is not there yet.");
    private static final Setting<Integer> REPLICAS = Setting.of(
            "replicas", Type.integer(0, 1_024), 1, "How many copies of each part there are beside the first.");

    private static final Setting<EgressPolicy> POLICY = Setting.required(
            "policy", SettingsFile.inFile(EgressKinds.POLICY), "A file with the rules of what may be sent where.");
    private static final Setting<DataClass> DATA_CLASS = Setting.required(
            "data-class", Type.choice(DataClass.class), "Of which class the documents of the index are.");
    private static final Setting<DocumentEgress> EGRESS = Setting.optional(
            "egress",
            Type.object(POLICY, DATA_CLASS)
                    .as(settings -> DocumentEgress.of(settings.get(POLICY), settings.get(DATA_CLASS))),
            "Connects to the index only if documents of this class may be there.");

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private StoreKinds() {}

    /** What an index is opened with; credentials as a digest. */
    private record Key(String where, String who, Optional<Encoder> encoder, IndexSettings settings) {}

    static List<Kind<?>> kinds() {
        Type<Settings> postgres = Type.object(
                URL,
                SCHEMA,
                USER,
                PASSWORD,
                OpenIndex.ENCODER,
                IndexOptions.TUNED,
                IndexOptions.VOCABULARY,
                IndexOptions.STORED,
                EGRESS);
        Type<Settings> openSearch = Type.object(
                ADDRESSES,
                NAME,
                USER,
                PASSWORD,
                AUTHORIZATION,
                SHARDS,
                REPLICAS,
                OpenIndex.ENCODER,
                IndexOptions.TUNED,
                IndexOptions.VOCABULARY,
                IndexOptions.STORED,
                EGRESS);
        String driver = "org.postgresql:postgresql";
        return List.of(
                Role.RETRIEVER
                        .kind("postgres", "An index in PostgreSQL.", postgres, StoreKinds::postgres)
                        .needing(driver),
                OpenIndex.DOCUMENTS
                        .kind("postgres", "The documents of an index in PostgreSQL.", postgres, StoreKinds::postgres)
                        .needing(driver),
                Role.RETRIEVER.kind("opensearch", "An index in OpenSearch.", openSearch, StoreKinds::openSearch),
                OpenIndex.DOCUMENTS.kind(
                        "opensearch", "The documents of an index in OpenSearch.", openSearch, StoreKinds::openSearch));
    }

    /** Refuses what would show a password to whoever reads the file; does not repeat it. */
    private static String url(String text) {
        if (!text.startsWith("jdbc:postgresql:") || text.matches("(?is).*[?&](user|password|sslpassword)=.*")) {
            throw new IllegalArgumentException("expected an address such as jdbc:postgresql://host:5432/database,"
                    + " without user and password, but found something else");
        }
        return text;
    }

    private static IndexSettings stored(Settings settings) {
        IndexSettings index = IndexOptions.stored(settings);
        return settings.find(EGRESS).map(index::withEgress).orElse(index);
    }

    private static PostgresIndex postgres(Settings settings, Making making) {
        Optional<Encoder> encoder = settings.find(OpenIndex.ENCODER);
        IndexSettings index = stored(settings);
        Optional<Endpoint> server = endpoint(settings.get(URL));
        index.egress().ifPresent(egress -> egress.require(List.of(described(server)), "postgres"));
        String where = settings.get(URL) + " " + settings.find(SCHEMA).orElse("");
        String who = settings.find(USER).orElse("") + " "
                + settings.find(PASSWORD).map(Secret::value).orElse("");
        return making.shared(new Key(where, Digests.sha256(who), encoder, index), PostgresIndex.class, () -> {
            DataSource database = PostgresDatabase.of(settings);
            PostgresIndex opened = encoder.map(each -> PostgresIndex.open(database, each, index))
                    .orElseGet(() -> PostgresIndex.openLexical(database, index));
            return server.map(opened::at).orElse(opened);
        });
    }

    private static Description described(Optional<Endpoint> server) {
        return server.map(Sending::to).orElse(Sending.unknown()).describe(Description.of("postgres"));
    }

    /** Returns the server of an address of one host; of more, nobody can tell which one it will be. */
    private static Optional<Endpoint> endpoint(String url) {
        try {
            return Optional.of(Endpoint.of(url.substring("jdbc:".length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static OpenSearchIndex openSearch(Settings settings, Making making) {
        Optional<Encoder> encoder = settings.find(OpenIndex.ENCODER);
        IndexSettings index = stored(settings);
        Optional<String> authorization = authorization(settings);
        String where = settings.get(ADDRESSES) + " " + settings.get(NAME);
        Key key = new Key(where, Digests.sha256(authorization.orElse("")), encoder, index);
        return making.shared(key, OpenSearchIndex.class, () -> {
            HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
            OpenSearchCluster cluster = new OpenSearchCluster(
                    settings.get(ADDRESSES),
                    authorization.map(each -> Map.of("Authorization", each)).orElse(Map.of()),
                    client,
                    settings.get(SHARDS),
                    settings.get(REPLICAS));
            return encoder.map(each -> OpenSearchIndex.open(cluster, settings.get(NAME), each, index))
                    .orElseGet(() -> OpenSearchIndex.openLexical(cluster, settings.get(NAME), index));
        });
    }

    private static Optional<String> authorization(Settings settings) {
        Optional<String> whole = settings.find(AUTHORIZATION).map(Secret::value);
        Optional<String> user = settings.find(USER);
        Optional<String> password = settings.find(PASSWORD).map(Secret::value);
        if (user.isPresent() != password.isPresent() || (whole.isPresent() && user.isPresent())) {
            throw new IllegalArgumentException(
                    "expected 'user' and 'password', or 'authorization', or none of them but found others of them");
        }
        return whole.or(() -> user.map(name -> "Basic "
                + Base64.getEncoder()
                        .encodeToString((name + ":" + password.orElseThrow()).getBytes(StandardCharsets.UTF_8))));
    }
}
