// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.served;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.tokka.config.Making;
import dev.tokka.config.Secret;
import dev.tokka.config.Settings;
import dev.tokka.langchain4j.ChatDomainModel;
import dev.tokka.langchain4j.http.GuardedHttpClientBuilder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Builds models by the names of their classes and of the methods of their builders. */
final class BuiltByName {

    private static final Pattern SECRET = Pattern.compile("(?i).*(key|secret|password|credentials?|token)");
    private static final Pattern HYPHEN = Pattern.compile("-([a-z0-9])");

    private final Map<String, Object> settings;

    BuiltByName(Map<String, Object> settings) {
        this.settings = settings;
        settings.forEach((name, value) -> {
            if (value instanceof String && SECRET.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "expected '" + name + "' as ${NAME} or ${file:path} but it is written out");
            }
        });
    }

    ChatDomainModel model(String name, Optional<String> streamingName, Making making, Settings asked) {
        GuardedHttpClientBuilder http = new GuardedHttpClientBuilder();
        ChatModel chat = build(name, ChatModel.class, http, making);
        ChatDomainModel model = streamingName
                .map(each -> ChatDomainModel.of(chat, build(each, StreamingChatModel.class, http, making)))
                .orElseGet(() -> ChatDomainModel.of(chat));
        return Asking.apply(asked, model.withTransport(http));
    }

    private <M> M build(String name, Class<M> type, GuardedHttpClientBuilder http, Making making) {
        try {
            Object builder = find(name, type).getMethod("builder").invoke(null);
            if (builder == null) {
                throw new IllegalArgumentException("expected a builder from " + name + ".builder() but found none");
            }
            for (Method method : methods(builder, "httpClientBuilder")) {
                if (method.getParameterTypes()[0] == HttpClientBuilder.class) {
                    method.invoke(builder, http);
                }
            }
            for (Map.Entry<String, Object> setting : settings.entrySet()) {
                set(builder, setting.getKey(), setting.getValue());
            }
            M model = type.cast(builder.getClass().getMethod("build").invoke(builder));
            if (model instanceof AutoCloseable closeable) {
                making.opened(closeable);
            }
            return model;
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    name + ": " + e.getTargetException().getMessage(), e.getTargetException());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "expected a class " + name + " with a public static method builder() that has a method build() but "
                            + e.getMessage() + " was not found",
                    e);
        }
    }

    /** Returns a class only if it is a model, so that a file cannot make any class run its initializer. */
    private static Class<?> find(String name, Class<?> type) throws ReflectiveOperationException {
        try {
            Class<?> found = Class.forName(name, false, BuiltByName.class.getClassLoader());
            if (!type.isAssignableFrom(found)) {
                throw new IllegalArgumentException(
                        "expected a class that implements " + type.getName() + " but " + name + " does not");
            }
            return found;
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "expected the class " + name
                            + " but it is not on the class path: add the jar of its provider, such as"
                            + " dev.langchain4j:langchain4j-anthropic",
                    e);
        }
    }

    private static void set(Object builder, String name, Object value) throws ReflectiveOperationException {
        String camel = HYPHEN.matcher(name).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
        List<Method> methods = methods(builder, camel);
        for (Method method : methods) {
            Optional<Object> argument = Arguments.convert(plain(value), method.getParameterTypes()[0]);
            if (argument.isPresent()) {
                method.invoke(builder, argument.get());
                return;
            }
        }
        throw new IllegalArgumentException(
                methods.isEmpty()
                        ? "expected the name of a setting of the builder but found '" + name + "'"
                        : "expected '" + name + "' as "
                                + methods.get(0).getParameterTypes()[0].getSimpleName()
                                + " but found a value that is none");
    }

    private static Object plain(Object value) {
        return value instanceof Secret secret ? secret.value() : value;
    }

    /** Returns the methods of that name with one parameter, one that takes a text first. */
    private static List<Method> methods(Object builder, String name) {
        return Arrays.stream(builder.getClass().getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == 1)
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && method.canAccess(builder))
                .sorted(Comparator.<Method, Boolean>comparing(method -> method.getParameterTypes()[0] != String.class)
                        .thenComparing(method -> method.getParameterTypes()[0].getName()))
                .toList();
    }
}
