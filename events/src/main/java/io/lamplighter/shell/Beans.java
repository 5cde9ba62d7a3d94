package io.lamplighter.shell;

import io.micronaut.context.DefaultBeanContext;
import io.micronaut.inject.BeanConfiguration;
import io.micronaut.inject.BeanDefinitionReference;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The beans of the class path, without configuration or environment.
 *
 * <p>Micronaut finds them by listing a folder, for which it opens the whole packaged jar as a file system, at every cold
 * start; so the package carries the listing as a service file, and only an unpackaged build is looked through.
 */
@SuppressWarnings({"rawtypes", "overrides"}) // as Micronaut has it
public final class Beans extends DefaultBeanContext {
    @Override
    protected List<BeanDefinitionReference> resolveBeanDefinitionReferences() {
        List<BeanDefinitionReference> listed = new ArrayList<>();
        ServiceLoader.load(BeanDefinitionReference.class, getClassLoader()).forEach(listed::add);
        return listed.isEmpty() ? super.resolveBeanDefinitionReferences() : listed;
    }

    /** There are none: no package is switched on or off as a whole. */
    @Override
    protected Iterable<BeanConfiguration> resolveBeanConfigurations() {
        return List.of();
    }
}
