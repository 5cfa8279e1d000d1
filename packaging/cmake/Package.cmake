# The Debian package: `packaging/deb.sh`, or `cpack` in a folder whose programs are built.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # tests need not be built for it
install(FILES ${CMAKE_SOURCE_DIR}/packaging/copyright DESTINATION share/doc/penumbra)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME penumbra)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "turns tags of photos into segmentation masks")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Give it a folder of photos of which only the tags are known, and it labels
every pixel: at once in closed form, and better after training on the tags
(weakly supervised semantic segmentation). A window shows class activation
maps, uncertain regions and pseudo-labels as they form, and lets a person
correct and review them; a command line does all of it without a display.
It carries the libraries of LibTorch that it needs.")
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "The Penumbra project <penumbra@localhost>")
set(CPACK_DEBIAN_PACKAGE_SECTION graphics)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_THREADS 0)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
if(PENUMBRA_LEARN)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${libtorch}/lib)
  file(GLOB further ${libtorch_root}/nvidia/*/lib)
  list(APPEND CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${further})
endif()
# Found at run time, not by the linker: how Qt talks to the display, and its own texts.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "qt6-qpa-plugins, qt6-translations-l10n")
include(CPack)
