// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Opens the cassette of a test when the test asks for it, and closes it afterwards. See {@link UseCassette}. */
public final class CassetteExtension implements ParameterResolver, AfterEachCallback {

    private static final Pattern INVOCATION = Pattern.compile("\\[test-template-invocation:#(\\d+)]");
    private static final Pattern NOT_IN_FILE_NAMES = Pattern.compile("[^\\p{L}\\p{N}_.-]+");

    /** Creates an extension; JUnit does this. */
    public CassetteExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cassette.class
                && context.getTestMethod().isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return store(context).getOrComputeIfAbsent(Cassette.class, type -> open(context), Cassette.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Cassette cassette = store(context).remove(Cassette.class, Cassette.class);
        if (cassette != null && context.getExecutionException().isEmpty()) {
            cassette.close();
        }
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(
                ExtensionContext.Namespace.create(CassetteExtension.class, context.getRequiredTestMethod()));
    }

    private static Cassette open(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        Class<?> type = context.getRequiredTestClass();
        Optional<UseCassette> onMethod = AnnotationSupport.findAnnotation(method, UseCassette.class);
        UseCassette use = onMethod.or(() ->
                        AnnotationSupport.findAnnotation(type, UseCassette.class, context.getEnclosingTestClasses()))
                .orElseThrow(() -> new ExtensionConfigurationException(
                        "expected @UseCassette on " + method + " or its class but found none"));
        String name = use.value().isEmpty() ? type.getSimpleName() : use.value();
        if (onMethod.isEmpty() || use.value().isEmpty()) {
            name += "/" + NOT_IN_FILE_NAMES.matcher(method.getName()).replaceAll("-");
        }
        return Cassette.open(Path.of(use.folder(), name + invocation(context) + ".json"), settings(use));
    }

    /** Returns what tells the invocations of a parameterized or repeated test apart. */
    private static String invocation(ExtensionContext context) {
        Matcher invocation = INVOCATION.matcher(context.getUniqueId());
        return invocation.find() ? "-" + invocation.group(1) : "";
    }

    private static CassetteSettings settings(UseCassette use) {
        Redaction redaction = Redaction.SECRETS_ONLY;
        for (String regex : use.removing()) {
            redaction = redaction.plus(Pattern.compile(regex));
        }
        if (use.removingEmailAddresses()) {
            redaction = redaction.plusEmailAddresses();
        }
        return CassetteSettings.DEFAULT.withMatching(use.matching()).withRedaction(redaction);
    }
}
