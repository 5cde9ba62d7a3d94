package io.lamplighter.events;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.lamplighter", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule core_isPlainJava = classes()
            .that()
            .resideInAPackage("io.lamplighter.events..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.lamplighter.events..", "java..", "org.jspecify..")
            .because("decisions are tested as tables, which a library or an SDK would make slow and blind");

    @ArchTest
    static final ArchRule shell_knowsNoCloud = noClasses()
            .that()
            .resideInAPackage("io.lamplighter.shell..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "com.amazonaws..", "com.azure..", "com.microsoft..")
            .because("the edge is written once for both clouds");
}
